"""The columns brought in from the survey: name here, name there, unit, factor and meaning."""

from __future__ import annotations

from typing import NamedTuple

PG_ML = 0.738  # pmol/L from pg/mL of B12, as the survey's own pages convert
CREATININE = 88.4  # umol/L from mg/dL
BILIRUBIN = 17.1  # umol/L from mg/dL


class Column(NamedTuple):
    """One column of a table: `name` here is `factor` times `source` there; `kind` is its Arrow type."""

    name: str
    source: str
    unit: str
    meaning: str
    factor: float = 1.0
    kind: str = "float32"


ADULTS: tuple[Column, ...] = (
    Column("seqn", "seqn", "", "the survey's number for the respondent", kind="int32"),
    Column("cycle", "cycle", "", "survey cycle, two years", kind="text"),
    Column("age_years", "age_years", "y", "age at screening; at most 85 to 2006, 80 in 2011-12"),
    Column("sex", "sex", "", "F or M", kind="text"),
    Column("race_eth", "race_eth", "", "race and ethnicity in 5 levels, as asked", kind="text"),
    Column("race_eth_with_asian", "race_eth_with_asian", "", "in 6 levels, 2011-12 only", kind="text"),
    Column("pregnant_exam", "pregnant_exam", "1", "1 pregnant, 0 not, missing if not asked or not known"),
    Column("wt_mec_2yr", "wt_mec_2yr", "persons", "examination weight of two years; use it for every result"),
    Column("svy_psu", "svy_psu", "", "masked cluster (PSU) within its stratum", kind="int16"),
    Column("svy_stratum", "svy_stratum", "", "masked stratum, unique across cycles", kind="int16"),
    Column("b12_pmol_l", "b12_pmol_l", "pmol/L", "serum B12 as released"),
    Column("b12_assay", "b12_assay", "", "Bio-Rad radioassay to 2006, Roche in 2011-12", kind="text"),
    Column("b12_roche_pmol_l", "b12_pg_ml_roche_equiv", "pmol/L", "B12 on the Roche scale", PG_ML),
    Column("b12_biorad_pmol_l", "b12_pg_ml_biorad_equiv", "pmol/L", "B12 on the Bio-Rad scale", PG_ML),
    Column("mma_nmol_l", "mma_nmol_l", "nmol/L", "methylmalonate; 2001-02 rounded to 10 nmol/L"),
    Column("mma_method", "mma_method", "", "GC-MS to 2004, LC-MS/MS in 2011-12", kind="text"),
    Column("mma_below_lod", "mma_below_lod", "1", "1 where the limit of detection / sqrt 2 was filled in"),
    Column("hcy_umol_l", "hcy_umol_l", "umol/L", "plasma total homocysteine, 2001-04, on the AxSYM scale"),
    Column("folate_serum_nmol_l", "folate_serum_nmol_l", "nmol/L", "serum folate, Bio-Rad, 2001-04"),
    Column("folate_rbc_nmol_l", "folate_rbc_nmol_l", "nmol/L", "red cell folate, Bio-Rad, 2001-04"),
    Column("ferritin_ug_l", "ferritin_ng_ml", "ug/L", "ferritin, 2001-02 only"),
    Column("hgb_g_l", "hgb_g_dl", "g/L", "haemoglobin, 2003-04 only", 10.0),
    Column("mcv_fl", "mcv_fl", "fL", "mean cell volume"),
    Column("rdw_pct", "rdw_pct", "%", "red cell distribution width (CV)"),
    Column("rbc_10_12_l", "rbc_m_ul", "10*12/L", "red cells"),
    Column("platelets_10_9_l", "plt_k_ul", "10*9/L", "platelets, 2003-04 only"),
    Column("wbc_10_9_l", "wbc_k_ul", "10*9/L", "white cells"),
    Column("neut_pct", "neut_pct", "%", "neutrophils, of white cells"),
    Column("creatinine_umol_l", "creatinine_std_mg_dl", "umol/L", "creatinine, standardised", CREATININE),
    Column("egfr_ckdepi2021", "egfr_ckdepi2021", "mL/min/{1.73_m2}", "derived: CKD-EPI 2021, creatinine"),
    Column("ldh_u_l", "ldh_u_l", "U/L", "lactate dehydrogenase"),
    Column("bilirubin_umol_l", "bilirubin_total_mg_dl", "umol/L", "total bilirubin", BILIRUBIN),
    Column("crp_mg_l", "crp_mg_dl", "mg/L", "C-reactive protein, not in 2011-12", 10.0),
    Column("albumin_g_l", "albumin_g_dl", "g/L", "serum albumin", 10.0),
    Column("hba1c_pct", "hba1c_pct", "%", "glycated haemoglobin"),
    Column("cotinine_ug_l", "cotinine_ng_ml", "ug/L", "serum cotinine, not in 2005-06"),
    Column("weight_kg", "weight_kg", "kg", "body weight, measured"),
    Column("height_cm", "height_cm", "cm", "standing height, measured"),
    Column("diabetes_dx", "diabetes_dx", "1", "told of diabetes: 1 yes, 0.5 borderline, 0 no"),
    Column("diabetes_pills_now", "diabetes_pills_now", "1", "1 or 0, asked of diabetics only"),
    Column("insulin_now", "insulin_now", "1", "1 or 0"),
    Column("alcohol_drinks_per_week", "alcohol_drinks_per_week", "1/wk", "derived; not in 2003-04"),
    Column("numbness_hands_feet_3mo", "numbness_hands_feet_3mo", "1", "1 or 0, from 40, 2001-04"),
    Column("numbness_site_code", "numbness_site_code", "1", "1 hands, 2 feet, 3 both"),
    Column("pain_tingling_hands_feet_3mo", "pain_tingling_hands_feet_3mo", "1", "1 or 0, from 40, 2001-04"),
    Column("pain_tingling_site_code", "pain_tingling_site_code", "1", "1 hands, 2 feet, 3 both"),
    Column("diet_recall_days", "diet_recall_days", "d", "reliable 24 h recalls; diet_* is 2011-12"),
    Column("diet_dairy_g_per_day", "diet_dairy_g_per_day", "g/d", "milk and its products"),
    Column("diet_flesh_g_per_day", "diet_flesh_g_per_day", "g/d", "flesh; not in grain dishes"),
    Column("diet_fish_g_per_day", "diet_fish_g_per_day", "g/d", "fish"),
    Column("diet_organ_meat_g_per_day", "diet_organ_meat_g_per_day", "g/d", "organ meat"),
    Column("diet_egg_g_per_day", "diet_egg_g_per_day", "g/d", "eggs"),
    Column("diet_rte_cereal_g_per_day", "diet_rte_cereal_g_per_day", "g/d", "ready cereals, many with B12"),
    Column("wt_diet_2day", "wt_diet_2day", "persons", "dietary weight of two days"),
)

_TWICE = (
    Column("b12_pmol_l", "b12_pmol_l", "pmol/L", "serum B12, Bio-Rad"),
    Column("mma_nmol_l", "mma_nmol_l", "nmol/L", "methylmalonate, rounded to 10 nmol/L"),
    Column("hcy_umol_l", "hcy_umol_l", "umol/L", "plasma total homocysteine"),
    Column("folate_serum_nmol_l", "folate_serum_nmol_l", "nmol/L", "serum folate, Bio-Rad"),
    Column("folate_rbc_nmol_l", "folate_rbc_nmol_l", "nmol/L", "red cell folate, Bio-Rad"),
    Column("ferritin_ug_l", "ferritin_ng_ml", "ug/L", "ferritin"),
    Column("creatinine_umol_l", "creatinine_mg_dl", "umol/L", "serum creatinine", CREATININE),
)

REPEAT: tuple[Column, ...] = (
    Column("seqn", "seqn", "", "the survey's number for the respondent", kind="int32"),
    Column("days_between_exams", "days_between_exams", "d", "from the first examination to the second"),
    Column("age_years", "age_years", "y", "age at screening"),
    Column("sex", "sex", "", "F or M", kind="text"),
    Column("race_eth", "race_eth", "", "race and ethnicity in 5 levels, as asked", kind="text"),
    Column("pregnant_exam", "pregnant_exam", "1", "1 pregnant, 0 not, missing if not asked or not known"),
    Column("egfr_ckdepi2021", "egfr_ckdepi2021", "mL/min/{1.73_m2}", "derived: CKD-EPI 2021, first day"),
) + tuple(
    each._replace(name=f"{each.name}_{day}", source=f"{each.source}_{day}", meaning=f"{each.meaning}, {day}")
    for each in _TWICE
    for day in ("day1", "day2")
)
