import { type Phrase, phrased as inLanguage, type WorkTroubles } from '../../../../src-main/contract';
import { phrases } from './phrases';

const phrased = (phrase: Phrase): string => inLanguage(phrase, phrases);
const chooseAnotherBackend = '请重试；如问题依旧，请选择其他后端。';
const learnOtherwise = '请改为从模拟低剂量学习，或选择层面相互重叠的序列。';
const chooseTwins = '请选择扫描范围和重建核相同、仅剂量不同的两个序列。';
const buildTensorFlow = '请在项目文件夹中运行“npm run native”进行编译，或使用 onnxruntime。';

export const workSentences: WorkTroubles = {
  'model-unknown': ({ name }) => [`没有名为“${name}”的模型。`, '请从列表中选择。'],
  'model-broken': ({ name, why }) => [`模型“${name}”无法使用：${phrased(why)}。`, '请选择其他模型，或重新获取此模型。'],
  'weights-broken': ({ why }) => [`权重文件已损坏：${phrased(why)}。`, '请重新获取该模型，或选择其他模型。'],
  'model-name': ({ title }) => [`模型不能命名为“${title}”。`, '请使用拉丁字母或数字，例如“chest low dose”。'],
  'model-name-taken': ({ name }) => [`已有名为“${name}”的模型。`, '请换一个名称。'],
  'model-built-in': ({ name }) => [`模型“${name}”为 Tacet 自带，不能移除。`, '只能移除您自己的模型。'],
  'history-not-trained': ({ name }) => [`模型“${name}”是 2018 年的网络，仅作历史保存，不再继续训练。`, '请选择其他基础模型。'],
  'history-no-onnx': ({ name }) => [
    `模型“${name}”是 2018 年的网络，仅作历史保存，不能导出为 ONNX。`,
    '请导出为 .zip，Tacet 可重新导入。',
  ],

  'engine-stopped': ({ how }) => [
    `计算引擎意外停止（${how}）。`,
    '请重试；如问题依旧，可能是内存不足，请关闭其他程序，或选择其他后端。',
  ],
  'engine-closed': () => ['计算引擎已随其任务一同结束。', '请重新打开该检查。'],
  'out-of-memory': () => ['内存不足，无法完成此操作。', '请关闭其他程序后重试；训练可从上一个检查点继续。'],
  'backend-not-a-number': () => ['在小型测试中算出 NaN。', chooseAnotherBackend],
  'backend-wrong': ({ off }) => [`在小型测试中偏差达 ${off}。`, chooseAnotherBackend],
  'backend-missing': ({ backend, why }) => [`后端“${backend}”无法在本机运行：${phrased(why)}`, '请在设置中选择“auto”。'],
  'no-backend': ({ why }) => [`本机没有可用的计算后端：${phrased(why)}`, '请重新安装 Tacet。'],
  'tensorflow-not-built': () => ['本机尚未编译 TensorFlow 插件。', buildTensorFlow],
  'tensorflow-broken': ({ why }) => [`无法加载 TensorFlow：${phrased(why)}`, buildTensorFlow],
  'onnxruntime-no-provider': ({ wanted, variable, here }) => [
    `${variable} 所要求的 provider“${wanted}”在本机的 onnxruntime 中不存在。`,
    `请设为以下之一，或不设置该变量：${here}。`,
  ],
  'onnxruntime-provider': ({ provider, why, variable }) => [
    `onnxruntime 的 provider“${provider}”无法在本机使用：${phrased(why)}。`,
    `请勿设置 ${variable}，即由处理器计算。`,
  ],
  'no-automatic-differentiation': ({ why }) => [
    `本机没有可用的自动微分：${phrased(why)}。`,
    '请在项目文件夹中运行“npm run native”以编译 TensorFlow。',
  ],
  'too-large-for-automatic-differentiation': ({ count, height, width }) => [
    `一批 ${count} 个 ${height} × ${width} 像素的图块，对本机较慢的自动微分来说过大。`,
    '请选择更小的图块，或在项目文件夹中运行“npm run native”以编译 TensorFlow。',
  ],
  'wasm-stopped': () => ['wasm 后端的一个线程意外停止；通常是所需内存超出了 WebAssembly 的上限。', chooseAnotherBackend],
  'wasm-failed': ({ why }) => [`WebAssembly 无法完成计算：${phrased(why)}`, chooseAnotherBackend],

  stopped: () => ['去噪在完成前已停止。', '请重新开始。'],
  'not-denoised': ({ image, model }) => [`第 ${image} 幅图像尚未用“${model}”去噪。`, '请先对该序列去噪。'],

  'encoding-failed': ({ why }) => [`图像无法压缩：${phrased(why)}。`, '请以未压缩格式导出。'],
  'export-no-identity': () => ['此图像没有自己的 UID（SOP Instance UID），副本无法以其为来源。', '请重新发送原始图像。'],
  'export-no-hu': () => ['此图像不含可供去噪副本保留的 CT 值。', '请选择原始 CT 序列。'],
  'no-place': () => ['需要指定写入位置。', '请选择文件夹。'],
  'disk-full': ({ place }) => [`“${place}”的空间不足；未保留任何内容。`, '请在该处释放空间，或选择其他位置。'],
  'not-writable': ({ place }) => [`无法写入“${place}”。`, '请选择您有权写入的文件夹。'],
  'place-gone': ({ place }) => [`位置“${place}”已不存在。`, '请重新连接，或选择其他位置。'],
  'not-a-folder': ({ place }) => [`“${place}”不是文件夹。`, '请选择要写入的文件夹。'],
  'name-too-long': ({ place }) => [`文件系统不接受如此长的名称：${place}`, '请选择路径较短的文件夹。'],

  'training-runs': () => ['已有训练正在进行。', '请将其停止，或等待其完成。'],
  'neighbours-few': ({ slices, least }) => [`该序列有 ${slices} 个层面，而从相邻层面学习至少需要 ${least} 个。`, learnOtherwise],
  'neighbours-unplaced': () => ['层面间距不均匀，无法判断哪些层面相邻。', learnOtherwise],
  'neighbours-apart': ({ thickness, spacing }) => [
    `层面互不重叠（层厚 ${thickness}，间距 ${spacing}），而模型已了解其噪声：相邻层面显示的是不同的解剖结构，而非同一结构。`,
    learnOtherwise,
  ],
  'neighbours-smeared': ({ reach, thickness }) => [
    `相距 ${reach} 以内的层面具有共同的噪声，而相距更远时，层厚 ${thickness} 的层面没有共同的解剖结构。`,
    learnOtherwise,
  ],
  'neighbours-common-noise': ({ percent }) => [
    `无论相距多远，层面间的共同噪声都超过 ${percent} %：它会被当作解剖结构来学习。`,
    learnOtherwise,
  ],
  'neighbours-unlike': ({ percent, apart }) => [
    `相距 ${apart} 的层面中，身体只有 ${percent} % 看起来相同：不足以学习。`,
    learnOtherwise,
  ],
  'pairs-not-two': ({ series }) => [`配对需要位置相同的两个序列，而这里有 ${series} 个。`, chooseTwins],
  'pairs-kernels': ({ kernels }) => [`两个序列使用不同的重建核（${kernels}）：它们的差别在于锐度，而不仅是噪声。`, chooseTwins],
  'pairs-elsewhere': ({ slices, least }) => [`两个序列中只有 ${slices} 个层面显示同一位置，至少需要 ${least} 个。`, chooseTwins],
  'pairs-unlike': ({ percent }) => [
    `两个序列中，身体只有 ${percent} % 看起来相同：身体移动过，或显示的是不同内容。`,
    chooseTwins,
  ],
  'pairs-common-noise': ({ percent }) => [`两个序列的共同噪声占 ${percent} %：它会被当作解剖结构来学习。`, chooseTwins],
  'training-diverged': ({ step }) => [
    `训练在第 ${step} 步失败：损失已不是数值。`,
    '请用较低的学习率重新开始；上一个检查点完好。',
  ],
  'training-harmed': ({ base, harms }) => [
    `模型变差，未予保留：${harms.map(phrased).join('；')}。`,
    `请继续使用“${base}”，或改用其他序列训练。`,
  ],
  'nothing-learnt': () => ['没有可保留的内容：此次训练未学到任何东西，或之后又进行了另一次训练。', '请重新训练。'],
  'data-not-finite': ({ image, count }) => [`${count} 幅训练图像中的第 ${image} 幅含有非数值。`, '请不要使用其所属序列。'],
  'image-small': ({ leastPx, patchPx }) => [
    `有一幅训练图像的宽度为 ${leastPx} 像素，而图像块需要 ${patchPx} 像素。`,
    '请选择图像较大的序列。',
  ],
  'weights-not-finite': ({ name }) => [`网络无法训练：其权重“${name}”含有非数值。`, '请选择其他基础模型。'],

  'cases-run': () => ['各方案的比较已在进行。', '请取消，或等待其完成。'],
  'cases-empty': () => ['没有可用于比较各方案的层面。', '请选择含有图像的 CT 序列。'],
  'cases-small': ({ sizePx, leastPx }) => [
    `层面为 ${sizePx} × ${sizePx} 像素，而各方案至少需要 ${leastPx} × ${leastPx} 像素。`,
    '请选择图像较大的序列。',
  ],
  'cases-not-finite': () => ['层面中含有非数值（NaN 或无穷大）。', '请选择其他序列。'],
  'cases-blank': () => ['有一幅层面灰度完全均一，其中没有可比较的内容。', '请选择人体或体模的序列。'],
  'no-case': () => ['没有可保留的方案：此次比较未完成，或之后又进行了另一次比较。', '请重新比较。'],
  'no-report': () => ['没有可保存的报告：此次比较未完成，或之后又进行了另一次比较。', '请重新比较。'],
  'report-unwritten': ({ folder, why }) => [`无法将报告写入“${folder}”（${phrased(why)}）。`, '请选择其他文件夹。'],

  'saving-unknown': () => ['这些图像已不在保存中。', '请重新保存。'],
  'pictures-not-saved': ({ why }) => [`无法保存图像（${phrased(why)}）。`, '请选择其他位置，或释放空间。'],
  'no-clipboard': () => ['在浏览器中由页面自行复制。', '请改为保存图像。'],

  'measurements-damaged': ({ file, folder }) => [
    '本检查的测量文件已损坏。',
    `已将其保留为 ${folder} 中的 ${file}；测量将重新开始。`,
  ],
  'measurements-not-kept': ({ folder, why }) => [
    `无法保存测量：${phrased(why)}。`,
    `请确认 ${folder} 有足够空间且可以写入；下次更改时将全部重新保存。`,
  ],
  'measurements-unreadable': ({ why }) => [
    `无法读取为本检查保存的测量：${phrased(why)}。`,
    '在可以读取之前不会覆盖它们：待该文件夹可读后，请重新打开检查。',
  ],

  'settings-unreadable': ({ which }) => [
    which.length === 0
      ? '无法读取已保存的设置，现使用默认设置。'
      : `部分已保存的设置无法读取，现使用默认值：${which.map(phrased).join('、')}。`,
    '请在设置中重新选择。',
  ],
  'no-dialog': () => ['浏览器不会向 Tacet 提供磁盘位置。', '请选择要传送的文件或文件夹，或将其拖放到此处。'],
  'call-unknown': ({ name }) => [`Tacet 不认识调用“${name}”。`, '请重新加载窗口。'],
  'request-invalid': ({ name }) => [`Tacet 无法理解调用“${name}”的内容。`, '请重新加载窗口。'],
  'sender-unknown': () => ['Tacet 只响应自己的窗口。', '请重新启动 Tacet。'],
  unexpected: ({ why }) => [`发生意外错误：${phrased(why)}`, '请重试；如问题依旧，请附上此文字反馈。'],
};
