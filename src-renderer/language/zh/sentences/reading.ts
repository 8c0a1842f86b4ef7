import { type Phrase, phrased as inLanguage, type ReadingTroubles } from '../../../../src-main/contract';
import { phrases } from './phrases';

const phrased = (phrase: Phrase): string => inLanguage(phrase, phrases);
const copyAgain = '请从来源重新复制该文件。';
const sendAgain = '请重新发送原始图像。';
const sendUncompressed = '请以未压缩格式重新发送图像。';
const sendSeries = '请重新发送原始 CT 序列。';
const chooseAxial = '请选择该检查的轴位序列。';
const unpack = '请解压后打开该文件夹。';
const openAgain = '请重新打开该检查。';

export const readingSentences: ReadingTroubles = {
  'not-found': () => ['此处没有任何内容。', '请检查路径。'],
  'not-a-file': () => ['这既不是文件也不是文件夹。', '请选择存放图像的文件夹。'],
  unreadable: ({ why }) => [`无法读取此文件（${phrased(why)}）。`, '请检查文件是否仍在且您有权读取，然后重新打开。'],
  'empty-file': () => ['此文件为空。', copyAgain],
  'not-dicom': () => ['这不是 DICOM 文件。', '无需处理：Tacet 打开 DICOM 图像，不理会其他文件。'],
  duplicate: () => ['本检查的另一个文件中已有同一图像。', '无需处理：该图像只显示一次。'],
  'too-large': ({ why }) => [`此文件过大：${phrased(why)}。`, 'Tacet 不予打开：CT 图像不会如此之大。'],
  dicomdir: () => ['这是 DICOMDIR，即目录文件。', '请单独打开它，或打开其所在文件夹。'],
  'not-a-dicomdir': () => ['此文件不是 DICOMDIR。', '请打开存放图像的文件夹。'],
  'dicomdir-missing': () => ['DICOMDIR 中列有此文件，但文件不存在。', '请重新复制整张光盘。'],

  'dicom-damaged': ({ why }) => [`此 DICOM 文件在图像之前中断或损坏（${phrased(why)}）。`, copyAgain],
  'deflate-damaged': ({ why }) => [`此文件的压缩部分已损坏（${phrased(why)}）。`, copyAgain],
  'not-an-image': ({ what }) => [
    `此 DICOM 文件是${phrased(what)}，不是图像。`,
    '请打开该检查的 CT 图像；其余文件 Tacet 不予理会。',
  ],
  'no-pixels': () => ['此 DICOM 文件中没有图像。', '如本应含有图像，请重新复制。'],
  'no-size': () => ['此 DICOM 文件未注明图像大小。', sendAgain],
  'too-many-frames': ({ count }) => [`此文件声明含有 ${count} 幅图像。`, sendAgain],
  'frames-unclear': ({ frames, pieces }) => [
    `文件声明含有 ${frames} 幅图像，但其 ${pieces} 个压缩片段无法与图像对应。`,
    sendUncompressed,
  ],
  'unsupported-bits': ({ what }) => [
    `此图像的像素格式不受支持（${phrased(what)}）；Tacet 可读取 1、8、16 或 32 位。`,
    '请发送原始图像。',
  ],
  'colour-unknown': ({ said }) => [`Tacet 无法显示此类彩色图像${said === '' ? '' : `（${said}）`}。`, '请以 RGB 格式重新发送。'],
  'palette-damaged': () => ['此图像的调色板缺失或已损坏。', sendAgain],
  'lut-damaged': () => ['将存储值换算为实际数值的查找表（Modality LUT）已损坏。', sendAgain],
  'unknown-syntax': ({ uid }) => [
    uid === '' ? '传输语法的名称无法读取。' : `Tacet 不认识传输语法 ${uid}。`,
    '请以 Explicit VR Little Endian 重新发送图像。',
  ],
  compressed: ({ syntax }) => [
    `图像以 ${syntax} 压缩，Tacet 无法读取。`,
    '请以未压缩格式（Explicit VR Little Endian）重新发送，或自行转换，例如使用“gdcmconv --raw 输入 输出”。',
  ],
  'codec-missing': ({ syntax, why }) => [
    `${syntax} 的解码器无法启动（${phrased(why)}）。`,
    '请重新安装 Tacet；如问题依旧，请附上此文字反馈。',
  ],
  'pixels-cut-off': ({ why }) => [`图像被截断或已损坏（${phrased(why)}）。`, copyAgain],
  'stream-damaged': ({ why }) => [`压缩图像已损坏：${phrased(why)}。`, copyAgain],
  'decode-endless': () => ['此图像的解码无法结束：压缩数据已损坏。', copyAgain],
  'decode-stopped': ({ why }) => [`图像解码意外中止（${phrased(why)}）。`, '请重新打开该检查；如问题依旧，请附上此文字反馈。'],
  'no-such-frame': ({ image, count }) => [`文件中没有第 ${image} 幅图像：共有 ${count} 幅。`, openAgain],
  'tag-gone': () => ['文件中已没有此属性。', '请重新打开该检查：其文件已发生变化。'],

  'zip-damaged': ({ why }) => [`此 zip 压缩包已损坏（${phrased(why)}）。`, '请重新复制，或解压后打开该文件夹。'],
  'zip-too-large': () => ['此 zip 压缩包声明的内容超过 128 GB。', unpack],
  'zip-too-many': ({ entries }) => [`此 zip 压缩包声明含有 ${entries} 个文件。`, unpack],
  'zip-unsafe-name': () => ['zip 中此条目的名称指向压缩包之外。', unpack],
  'zip-double-name': () => ['zip 中另有同名条目。', unpack],
  'zip-nested': () => ['这是压缩包中的 zip 压缩包。', unpack],
  'zip-encrypted': () => ['zip 中此条目受密码保护。', unpack],
  'zip-method': ({ method }) => [`zip 中此条目的压缩方式 Tacet 无法读取（方法 ${method}）。`, unpack],
  'zip-entry-too-large': () => ['zip 中此条目超过 1 GB。', unpack],
  'zip-bomb': () => ['zip 中此条目解压后为原大小的数百倍，图像不会如此。', unpack],

  'not-ct': ({ modality }) => [
    modality === '' ? '此序列未注明模态，而 Tacet 仅对 CT 去噪。' : `此序列为 ${modality}，而 Tacet 仅对 CT 去噪。`,
    '请选择 CT 序列。',
  ],
  scout: () => ['这是定位像：是投影，而非层面。', chooseAxial],
  'secondary-capture': () => ['这是屏幕截图，而非重建层面。', chooseAxial],
  colour: () => ['这是彩色图像：不含 CT 值。', '请选择生成该图像的 CT 序列。'],
  'no-rescale': () => ['文件未注明如何将数值换算为 HU。', sendSeries],
  'not-hu': ({ unit }) => [`此序列的数值不是 HU（${phrased(unit)}）。`, '请选择以 HU 为单位的序列。'],
  'no-tissue': ({ mostHu }) => [`此序列中没有高于 ${mostHu} HU 的像素，而组织应当更高：其数值不是 HU。`, sendSeries],
  'identifiers-shared': () => ['此序列中不同的图像使用同一 UID：派生图像将无法指明其来源。', sendSeries],
  'wide-values': () => ['图像每像素 32 位；Tacet 可以显示，但最多只能写入 16 位。', sendSeries],
  'display-values': () => ['图像每像素 8 位：CT 值已被压缩为灰度级。', sendSeries],

  'no-images': ({ label, files }) => [
    files === 0 ? `“${label}”为空。` : `“${label}”中没有 Tacet 可以显示的图像。`,
    '请选择存放图像的文件夹；DICOM 文件可以使用任意名称，也可以放在 zip 压缩包中。',
  ],
  'reading-stopped': ({ images }) => [
    images > 0 ? '读取已停止：显示目前已找到的内容。' : '读取已停止，尚未找到图像。',
    '重新打开该检查即可全部读取。',
  ],
  'series-unknown': () => ['此序列已不再打开。', '请重新打开其所属检查，然后在列表中选择该序列。'],
  'slice-unknown': ({ image, count }) => [`序列中没有第 ${image} 幅图像：共有 ${count} 幅。`, '请在列表中重新选择该序列。'],
  'study-replaced': () => ['已打开另一个检查。', '如需继续，请重新打开此检查。'],
  'study-closed': () => ['没有打开的检查。', '请先打开一个检查。'],
  'place-unknown': () => ['Tacet 已不再识别此位置。', '请重新选择文件夹或文件。'],
  'upload-unknown': () => ['此次传输已结束。', '请重新打开文件。'],
  'upload-name': ({ name }) => [`文件名不能为“${name}”。`, '请重命名文件后再打开。'],
  'upload-too-large': ({ files, mebibytes }) => [
    `超出浏览器可传送的上限：${files} 个文件或 ${mebibytes} MiB。`,
    '请改在命令行中指定文件夹：tacet open 文件夹。',
  ],
  'upload-not-kept': ({ name, why }) => [
    `无法将“${name}”放入临时文件夹（${phrased(why)}）。`,
    '请释放磁盘空间，或改在命令行中指定文件夹：tacet open 文件夹。',
  ],
  'upload-needless': () => ['桌面版直接在原位置打开文件。', '请将文件拖放到窗口。'],
};
