/**
 * What the Basic Application Level Confidentiality Profile does to an attribute (PS3.15 table E.1-1, edition 2026c). A compound code stands as the first
 * of its actions that keeps a CT image valid: X/Z, X/D and X/Z/D remove, because a type 2 attribute is put back empty afterwards and none
 * of them is type 1 there; Z/D empties; X/Z/U* keeps the sequence and replaces its UIDs.
 */
export type Action = 'remove' | 'empty' | 'dummy' | 'uid';

/**
 * Data of the standard's table, for the attributes that `value-representations.ts` knows; the others are removed whatever the table says. Made from the
 * lists of the Python package dicom-anonymizer 2.1.
 */
const table: Readonly<Record<Action, Readonly<Record<string, string>>>> = {
  remove: {
    '0008':
      '0012 0013 0015 0021 0022 002a 0031 0032 0054 0055 0080 0081 0082 0092 0094 0096 009d 0201 1010 1030 103e 1040 1041 ' +
      '1048 1049 1050 1052 1060 1062 1070 1072 1080 1084 1088 1110 1111 1120 2111',
    '0010':
      '0021 0032 0050 0101 0102 1000 1001 1002 1005 1010 1020 1030 1040 1060 1080 1081 1090 1100 2000 2110 2150 2152 2154 ' +
      '2155 2160 2161 2180 21a0 21b0 21c0 21d0 21f0 2203 2297 2299 4000',
    '0012': '0022 0023 0032 0041 0043 0051 0055 0071 0072 0073 0082 0086 0087',
    '0018':
      '0027 0035 1000 1004 1005 1007 1008 1009 100a 1010 1012 1014 1030 1042 1043 1072 1073 1078 1079 1200 1201 1202 1204 ' +
      '1205 1400 5011 700a 700c 700e 9185 9373 937b 937f 9424 9516 9517 9937 a002 a003',
    '0020': '0027 4000 9158',
    '0032': '1032 1033 1060 1066 1067 1070',
    '0038': '0004 0010 0014 0020 0021 0050 0060 0062 0064 0300 0400 0500 4000',
    '0040':
      '0001 0002 0003 0004 0005 0006 0007 0009 000b 0010 0011 0012 0241 0242 0243 0244 0245 0250 0251 0253 0254 0275 0280 ' +
      '0310 051a 0555 0556 0600 0602 1001 1002 1004 1005 100a 1010 1011 1102 1103 1104 1400 2004 2005 2008 2009 2010 2011 ' +
      '2400 3001 4005 4008 4010 4011 4025 4027 4028 4030 4034 4035 4036 4037 4050 4051 4052 a032 a033 a078 a07a a07c b020 ' +
      'e004',
    '0088': '0200',
  },
  empty: {
    '0008': '0020 0023 0030 0033 0050 0090 009c',
    '0010': '0010 0020 0030 0040',
    '0012': '0021 0030 0031 0050 0060',
    '0018': '0010 1203 9919',
    '0020': '0010',
    '0040': '0513 0562 0610 2016 2017 a082 a088',
  },
  dummy: {
    '0008': '0106 0107',
    '0012': '0010 0020 0040 0042 0081',
    '0018': '11bb 9074 9151 9367 9369 936a 9371 9623 9701 9804',
    '0040': '0512 0551 1101 a027 a030 a073 a075 a120 a121 a122 a123 a13a a730',
  },
  uid: {
    '0008': '0014 0017 0018 0019 0058 1140 1155 1195 2112 3010',
    '0018': '1002 100b 2042',
    '0020': '000d 000e 0052 0200 9161 9164',
    '0028': '1199',
    '0040': '0554 a124 a171',
    '0088': '0140',
  },
};

const byTag: ReadonlyMap<string, Action> = new Map(
  (Object.keys(table) as Action[]).flatMap((action) =>
    Object.entries(table[action]).flatMap(([group, list]) =>
      list.split(' ').map((element) => [`x${group}${element}`, action] as const),
    ),
  ),
);

/** Undefined for an attribute that the profile does not list. */
export const profileAction = (tag: string): Action | undefined => byTag.get(tag);
