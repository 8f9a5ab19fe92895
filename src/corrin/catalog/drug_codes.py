"""Codes and names of drugs in other people's records: RxNorm, ATC, and the words of product names."""

from __future__ import annotations

# RxNorm ingredients and products -> drug id, and where that was read (a key of codes.SOURCES)
RXNORM: dict[str, tuple[str, str]] = {
    "6809": ("metformin", "table"),
    "7646": ("omeprazole", "table"),
    "40790": ("pantoprazole", "memory"),
    "17128": ("lansoprazole", "memory"),
    "114979": ("rabeprazole", "memory"),
    "283742": ("esomeprazole", "memory"),
    "816346": ("dexlansoprazole", "memory"),
    "2541": ("cimetidine", "memory"),
    "9143": ("ranitidine", "memory"),
    "4278": ("famotidine", "memory"),
    "42319": ("nizatidine", "memory"),
    "7486": ("nitrous-oxide", "memory"),
    "2683": ("colchicine", "memory"),
    "2447": ("colestyramine", "memory"),
    "2685": ("colestipol", "memory"),
    "5514": ("hydroxocobalamin", "memory"),
    "11248": ("cyanocobalamin", "memory"),
    "309594": ("cyanocobalamin", "openfda"),
    "317106": ("hydroxocobalamin", "openfda"),
    "2001499": ("vitamin-b12", "smart"),
    "4511": ("folic-acid", "memory"),
    "6851": ("methotrexate", "ohdsi"),
    "9524": ("sulfasalazine", "ohdsi"),
    "8183": ("phenytoin", "ohdsi"),
    "7299": ("neomycin", "ohdsi"),
    "10829": ("trimethoprim", "ohdsi"),
    "1256": ("azathioprine", "ohdsi"),
    "11413": ("zidovudine", "ohdsi"),
    "6375": ("levodopa", "ohdsi"),
    "1991302": ("semaglutide", "ohdsi"),
    "7833": ("aminosalicylic-acid", "ohdsi"),
}

# ATC, by longest prefix -> drug id; all from "atc". A10BD holds combinations with and without metformin.
ATC: dict[str, str] = {
    "A10BA02": "metformin",
    **dict.fromkeys(
        [f"A10BD{n:02}" for n in (2, 3, 5, 7, 8, *range(10, 12), *range(13, 19), 20, 22, 23, 25, 26, 27, 28,
                                  31, 34)],
        "metformin",
    ),
    "A02BC": "proton-pump-inhibitor", "A02BC01": "omeprazole", "A02BC02": "pantoprazole",
    "A02BC03": "lansoprazole", "A02BC04": "rabeprazole", "A02BC05": "esomeprazole",
    "A02BC06": "dexlansoprazole", "A02BC08": "vonoprazan",
    "A02BA": "h2-blocker", "A02BA01": "cimetidine", "A02BA02": "ranitidine", "A02BA03": "famotidine",
    "A02BA04": "nizatidine",
    "N01AX13": "nitrous-oxide", "M04AC01": "colchicine", "C10AC01": "colestyramine", "C10AC02": "colestipol",
    "B03BA": "vitamin-b12", "B03BA01": "cyanocobalamin", "B03BA03": "hydroxocobalamin",
    "B03BA04": "adenosylcobalamin", "B03BA05": "methylcobalamin", "V03AB33": "hydroxocobalamin",
    "B03BB01": "folic-acid", "L01BA01": "methotrexate", "L04AX03": "methotrexate",
    "A07EC01": "sulfasalazine", "N03AB02": "phenytoin", "A07AA01": "neomycin", "J01EA01": "trimethoprim",
    "L04AX01": "azathioprine", "J05AF01": "zidovudine", "N04BA02": "levodopa", "A10BJ06": "semaglutide",
    "L01XX05": "hydroxycarbamide",
}  # fmt: skip

# ingredient as it stands in a product's text, lower case -> drug id
DRUG_WORDS: dict[str, str] = {
    **{word: word for word in (
        "metformin omeprazole esomeprazole pantoprazole lansoprazole dexlansoprazole rabeprazole vonoprazan "
        "cimetidine ranitidine famotidine nizatidine colchicine colestyramine colestipol methotrexate "
        "sulfasalazine phenytoin neomycin trimethoprim azathioprine zidovudine levodopa semaglutide "
        "hydroxycarbamide hydroxocobalamin cyanocobalamin methylcobalamin adenosylcobalamin"
    ).split()},
    "nitrous oxide": "nitrous-oxide", "cholestyramine": "colestyramine", "hydroxyurea": "hydroxycarbamide",
    "sulphasalazine": "sulfasalazine", "mecobalamin": "methylcobalamin", "cobamamide": "adenosylcobalamin",
    "vitamin b12": "vitamin-b12", "vitamin b 12": "vitamin-b12", "folic acid": "folic-acid",
    "ethinyl estradiol": "oral-contraceptive", "ethinylestradiol": "oral-contraceptive",
    "ferrous sulfate": "iron", "ferrous gluconate": "iron", "ferrous fumarate": "iron",
}  # fmt: skip
