/**
 * SciReasoner's sub-tasks about materials, and those without a condition, in the order of the official
 * summary.
 *
 * @module
 */
import type { SubsetRow } from "./rows.ts";

function labels(folder: string, rows: Readonly<Record<string, string>>): readonly SubsetRow[] {
  return propertyRows("property-label", folder, rows);
}

function numbers(folder: string, rows: Readonly<Record<string, string>>): readonly SubsetRow[] {
  return propertyRows("property-number", folder, rows);
}

function propertyRows(
  kind: "property-label" | "property-number",
  folder: string,
  rows: Readonly<Record<string, string>>,
): readonly SubsetRow[] {
  return Object.entries(rows).map(([name, property]) => ({
    id: `LLM4Mat_${name}`,
    kind,
    folder: `LLM4Mat-test/${folder}`,
    property,
    mini: "first",
  }));
}

/** LLM4Mat: 65 properties, those with labels first. */
export const llm4mat: readonly SubsetRow[] = [
  ...labels("mp", { MP_IsStable: "is_stable", MP_IsGapDirect: "is_gap_direct" }),
  ...labels("snumat", {
    SNUMAT_IsDirect: "Direct_or_indirect",
    SNUMAT_IsDirect_HSE: "Direct_or_indirect_HSE",
    SNUMAT_SOC: "SOC",
  }),
  ...numbers("mp", {
    MP_FEPA: "formation_energy_per_atom",
    MP_Bandgap: "band_gap",
    MP_EPA: "GGA-PBE-based_energy_per_atom",
    MP_Ehull: "energy_above_hull",
    MP_Efermi: "efermi",
    MP_Density: "density",
    MP_DensityAtomic: "density_atomic",
    MP_Volume: "volume",
  }),
  ...numbers("jarvis_dft", {
    JARVISDFT_FEPA: "formation_energy_peratom",
    JARVISDFT_Bandgap_OPT: "optb88vdw_bandgap",
    JARVISDFT_TotEn: "optb88vdw_total_energy",
    JARVISDFT_Ehull: "ehull",
    JARVISDFT_Bandgap_MBJ: "mbj_bandgap",
    JARVISDFT_Kv: "bulk_modulus_kv",
    JARVISDFT_Gv: "shear_modulus_gv",
    JARVISDFT_SLME: "slme",
    JARVISDFT_Spillage: "spillage",
    JARVISDFT_Epsx_OPT: "mepsx",
    JARVISDFT_Dielectric_DFPT: "dfpt_piezo_max_dielectric",
    JARVISDFT_Max_Piezo_dij: "dfpt_piezo_max_dij",
    JARVISDFT_Max_Piezo_eij: "dfpt_piezo_max_eij",
    JARVISDFT_MaxEFG: "max_efg",
    JARVISDFT_ExfEn: "exfoliation_energy",
    JARVISDFT_AvgMe: "avg_elec_mass",
    JARVISDFT_nSeebeck: "n-Seebeck",
    JARVISDFT_nPF: "n-powerfact",
    JARVISDFT_pSeebeck: "p-Seebeck",
    JARVISDFT_pPF: "p-powerfact",
  }),
  ...numbers("snumat", {
    SNUMAT_Bandgap_GGA: "Band_gap_GGA",
    SNUMAT_Bandgap_HSE: "Band_gap_HSE",
    SNUMAT_Bandgap_GGA_Optical: "Band_gap_GGA_optical",
    SNUMAT_Bandgap_HSE_Optical: "Band_gap_HSE_optical",
  }),
  ...numbers("gnome", {
    GNoME_FEPA: "Formation_Energy_Per_Atom",
    GNoME_DEPA: "Decomposition_Energy_Per_Atom",
    GNoME_Bandgap: "Bandgap",
    GNoME_TotEn: "Corrected_Energy",
    GNoME_Volume: "Volume",
    GNoME_Density: "Density",
  }),
  ...numbers("hmof", {
    hMOF_MaxCO2: "max_co2_adsp",
    hMOF_MinCO2: "min_co2_adsp",
    hMOF_LCD: "lcd",
    hMOF_PLD: "pld",
    hMOF_VoidFraction: "void_fraction",
    hMOF_SA_m2g: "surface_area_m2g",
    hMOF_SA_m2cm3: "surface_area_m2cm3",
  }),
  ...numbers("cantor_hea", {
    Cantor_HEA_FEPA: "Ef_per_atom",
    Cantor_HEA_EPA: "e_per_atom",
    Cantor_HEA_Ehull: "e_above_hull",
    Cantor_HEA_VPA: "volume_per_atom",
  }),
  ...numbers("qmof", {
    QMOF_TotEn: "energy_total",
    QMOF_Bandgap: "bandgap",
    QMOF_LCD: "lcd",
    QMOF_PLD: "pld",
  }),
  ...numbers("jarvis_qetb", {
    JARVISQETB_EPA: "TB-based_energy_per_atom",
    JARVISQETB_IndirBandgap: "indir_gap",
    JARVISQETB_FEPA: "f_enp",
    JARVISQETB_TotEn: "final_energy",
  }),
  ...numbers("oqmd", { OQMD_Bandgap: "bandgap", OQMD_FEPA: "e_form" }),
  ...numbers("omdb", { OMDB_Bandgap: "bandgap" }),
];

/** Conditional_Generation: 2. */
export const conditionalGeneration: readonly SubsetRow[] = [
  {
    id: "composition_to_material_generation",
    kind: "composition",
    folder: "Conditional_generation/conditional_generation/composition_material",
    mini: "exactly",
  },
  {
    id: "bulk_modulus_to_material_generation",
    kind: "bulk-modulus",
    folder: "Conditional_generation/bulk_modulus_material",
    mini: "exactly",
  },
];

/** Unconditional_Generation: 4, one question asked again and again. */
export const unconditionalGeneration: readonly SubsetRow[] = [
  {
    id: "unconditional_material_generation",
    kind: "any-material",
    ask: { prompt: "Produce a material that has any bulk modulus or composition", times: 5000 },
    mini: "first",
  },
  {
    id: "unconditional_RNA_generation",
    kind: "any-rna",
    ask: { prompt: "Please generate a novel RNA sequence. <rna>", times: 5000 },
    mini: "first",
  },
  {
    id: "unconditional_protein_generation",
    kind: "any-protein",
    ask: { prompt: "Generate a protein sequence with <protein> </protein>.", times: 1000 },
    mini: "first",
  },
  {
    id: "unconditional_molecule_generation",
    kind: "any-molecule",
    ask: { prompt: "Generate a molecule with <SMILES> ", times: 800 },
    mini: "first",
  },
];
