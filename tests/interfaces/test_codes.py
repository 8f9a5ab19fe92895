"""Codes of other records: each leads to a known id, says where it was read, and is well formed."""

from __future__ import annotations

import pytest

from corrin.catalog import codes, drug_codes, scope_codes
from corrin.catalog.history import VOCABULARY


def test_every_code_leads_to_a_known_id() -> None:
    assert {row.marker for row in codes.LOINC.values()} <= VOCABULARY.markers
    kinds = {
        "condition": VOCABULARY.conditions,
        "procedure": VOCABULARY.procedures,
        "finding": VOCABULARY.findings,
    }
    tables = (codes.SNOMED, codes.ICD10, codes.CPT, scope_codes.SNOMED, scope_codes.ICD10, scope_codes.CPT)
    terms = [row for table in tables for row in table.values()]
    assert len(terms) > 90
    for row in terms:
        assert row.id in kinds[row.kind]
        assert row.site in VOCABULARY.sites | {""}
    drugs = {drug for drug, _ in drug_codes.RXNORM.values()}
    assert drugs | set(drug_codes.ATC.values()) | set(drug_codes.DRUG_WORDS.values()) <= VOCABULARY.drugs
    sources = {row.source for row in (*terms, *codes.LOINC.values())}
    assert sources | {source for _, source in drug_codes.RXNORM.values()} <= set(codes.SOURCES)


@pytest.mark.parametrize(
    "code", sorted(codes.LOINC) + sorted(codes.LOINC_SET_ASIDE) + sorted(codes.WEIGHT_LOINC)
)
def test_a_loinc_code_has_a_valid_check_digit(code: str) -> None:
    body, check = code.split("-")
    digits = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body))]
    assert (10 - sum(digit // 10 + digit % 10 for digit in digits) % 10) % 10 == int(check)
