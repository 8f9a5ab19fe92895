"""Codes of states that limit an answer or raise a red flag: dialysis, malignancy, pregnancy, transfusion."""

from __future__ import annotations

from collections.abc import Mapping

from corrin.catalog.codes import Term

# id: ICD-10-CM categories or codes without their point, all from memory
_ICD10 = {
    "dialysis": "Z992 N186",
    "myelodysplasia": "D46",
    "myeloproliferative": "D471 D473",
    "leukaemia": "C91 C92 C93 C94 C95",
    "lymphoma": "C81 C82 C83 C84 C85 C86",
    "myeloma": "C900",
    "pregnancy": "Z34 Z3A O09",
    "breastfeeding": "Z391",
}
_SNOMED = {
    "46177005": "dialysis",  # end-stage renal disease
    "109995007": "myelodysplasia",
    "93143009": "leukaemia",
    "118600007": "lymphoma",
    "109989006": "myeloma",
}
_TRANSFUSION = Term("procedure", "red-cell-transfusion", "memory")

ICD10: Mapping[str, Term] = {
    code: Term("condition", id, "memory") for id, codes in _ICD10.items() for code in codes.split()
}
SNOMED: Mapping[str, Term] = {code: Term("condition", id, "memory") for code, id in _SNOMED.items()} | {
    "116863004": _TRANSFUSION
}
CPT: Mapping[str, Term] = {"36430": _TRANSFUSION}
