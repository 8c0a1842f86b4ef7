import { type Phrase, phrased as inLanguage, type Remarks } from '../../../../src-main/contract';
import { phrases } from './phrases';

const phrased = (phrase: Phrase): string => inLanguage(phrase, phrases);

/** A case of the article is a 方案, as on the page of the experiment. */
export const findings = {
  'case-may-invent': () => '实验：判别器要求图像看起来无噪声，因此其中的纹理可能是编造的。绝不作为默认设置。',
  'case-black': () => '图像全黑。',
  'case-white': () => '图像全白。',
  'case-does-nothing': () => '毫无作用：输出就是含噪声的图像。',
  'case-no-contrast': () => '几乎没有剩余对比度：基本看不到任何内容。',
  'case-noise-gone': () => '噪声已消除。',
  'case-most-noise-gone': () => '大部分噪声已消除。',
  'case-half-the-noise-gone': () => '约一半噪声已消除。',
  'case-noise-as-before': () => '噪声与之前相同。',
  'case-more-noise': () => '相对于剩余的对比度，噪声比之前更多。',
  'case-detail-kept': () => '细节全部保留。',
  'case-some-detail-gone': () => '丢失部分细节。',
  'case-much-detail-gone': () => '同时丢失大量信息。',
  'case-most-detail-gone': () => '丢失大部分信息。',
  'case-as-it-is-unchanged': () => '原样输出即为未经改变的含噪声图像。',
  'case-as-it-is-black': () => '原样输出为全黑。',
  'case-as-it-is-white': () => '原样输出为全白。',
  'case-stretched-unchanged': () => '拉伸至显示范围后，即为未经改变的含噪声图像。',
  'case-stretched-black': () => '拉伸至显示范围后为全黑。',
  'case-stretched-white': () => '拉伸至显示范围后为全白。',
  'case-no-closer': () => '与无噪声图像的接近程度不优于含噪声的图像。',
  'case-closer': ({ db }) => `比含噪声的图像更接近无噪声图像，差 ${db} dB。`,
  'case-further': ({ db }) => `比含噪声的图像更偏离无噪声图像，差 ${db} dB。`,
  'case-as-a-blur': () => '与模糊处理相当。',
  'case-above-a-blur': ({ db }) => `比模糊处理好 ${db} dB。`,
  'case-below-a-blur': ({ db }) => `比模糊处理差 ${db} dB。`,
  'case-stood-still': ({ moved }) => `训练未起作用：权重仅变化了自身大小的 ${moved}，因此这就是未经训练的网络。`,
  'case-broke-down': ({ epoch }) => `训练在第 ${epoch} 轮崩溃：损失或梯度超出了 32 位数的范围。测量取自此前。`,
  'case-cut-short': ({ epochs, wanted, backend }) => `在 ${wanted} 轮中仅运行了 ${epochs} 轮，因为自动微分在 ${backend} 上很慢。`,

  'article-case-1': () => '噪声消失，大量信息也随之丢失',
  'article-case-2': () => '失败，图像全黑',
  'article-case-3': () => '看起来不错，但丢失有用的细节；将输出归一化后更好',
  'article-case-4': () => '模型似乎毫无作用',
  'article-case-5': () => '尚无结果；文中预告下一步为残差 GAN',

  'cases-none-learns': ({ moved }) =>
    `按原文训练法，没有任何方案学到东西：1e-9 的学习率至多使权重变化自身大小的 ${moved}，32 位数几乎无法分辨。图像所示是未经训练的网络；其间的差别来自残差函数和初始权重的偶然性，而非梯度。`,
  'cases-first-weights': ({ residual, draws, unchanged, blackAsItIs, whiteAsItIs, blackNormalised }) =>
    `在初始权重的 ${draws} 次抽取中，未经训练的网络（${phrased(residual)}）有 ${unchanged} 次原样给出含噪声的图像；原样输出 ${blackAsItIs} 次全黑、${whiteAsItIs} 次全白，拉伸至显示范围后 ${blackNormalised} 次全黑。`,
  'cases-two-draws': () => '因此，方案 2 的全黑图像与方案 4 毫无作用的模型，可能是同一个未经训练的网络的两次抽取。',
  'cases-best-mended': ({ case: number, db, blur }) =>
    `按修正训练法，方案 ${number} 最佳：比含噪声的图像更接近无噪声图像，差 ${db} dB，且${phrased(blur)}。`,
  'cases-none-closer': () => '按修正训练法，没有任何方案比含噪声的图像更接近无噪声图像。',

  'slices-as-they-are': ({ sizePx }) => `层面为 ${sizePx} × ${sizePx} 像素，未缩放。`,
  'slices-averaged': ({ fromPx, toPx }) =>
    `层面由 ${fromPx} × ${fromPx} 像素平均缩小到 ${toPx} × ${toPx}，以便在数分钟内完成比较。`,
} satisfies Partial<Remarks>;
