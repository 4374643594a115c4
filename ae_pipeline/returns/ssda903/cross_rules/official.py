"""Which codes the collector's rules have in each specification year, and which it changed when.

Here: that a rule exists, as a difference from the year before. Not here: what it asks
(``families``), nor the house's own codes (``AE-…``).

Source: DfE's validation rules of the children looked after return, 2022-23 to 2026-27. The year
before them is judged as 2022-23 is.
"""

from __future__ import annotations

from ae_pipeline.validation.codelist import CodeList


def _codes(written: str) -> frozenset[str]:
    return frozenset(written.split())


CODES = CodeList(
    base=_codes(
        "101 102 103 104 105 112 113 114 115 116 117 118 119 120 131 132 133 134 141 142 143 "
        "144 145 146 147 148 149 151 153 157 158 159 164 165 166 167 168 169 171 174 175 176 "
        "177 178 179 180 181 182 184 185 186 187 188 189 190 191 192 193 196 198 199 202 203 "
        "204 207 208 209 210 213 214 215 217 218 219 221 222 224 225 226 227 228 229 301 302 "
        "303 304 331 333 334 335 336 344 345 351 352 353 354 355 356 357 358 359 361 362 363 "
        "364 365 366 367 370 371 372 373 374 375 376 377 378 379 380 381 382 383 384 385 386 "
        "387 388 389 390 391 393 398 399 406 407 408 411 420 426 431 432 433 434 435 436 437 "
        "440 441 442 445 446 451 452 453 460 501 502 504 511 514 516 517 518 519 520 521 522 "
        "523 524 525 526 527 528 529 530 531 542 543 544 545 546 547 550 551 552 553 554 555 "
        "556 557 558 559 560 561 562 563 564 565 566 567 570 571 574 575 576 577 578 579 580 "
        "581 582 583 584 586 601 602 607 611 612 620 621 624 625 626 628 630 631 632 633 634 "
        "635 1000 1001 1002 1003 1004 1005 1006 1007 1008 1009 1010 1011 1012 1014 1015 197B "
        "197a 205A 205B 205C 205D 3001 392a 392b 392c 392d 503A 503B 503C 503D 503E 503F 503G "
        "503H 503J EPI NoE INT01 INT02 INT03 INT04 INT05 INT06 INT07 INT08 INT09 INT11 INT12 "
        "INT13 INT14 INT15 INT16 INT17 INT18 INT21 INT31 INT32 INT33 INT34 INT35 INT36"
    ),
    added={
        "2023-24": _codes(
            "230 347 1016 217t SW01STG1 SW02STG1 SW03STG1 SW04STG1 SW05STG1 SW06STG2 SW07STG2 "
            "SW08STG2 SW09STG2 SW10STG2 SW12STG2 SW13STG1 SW14STG2 SW11aSTG2 SW11bSTG2"
        ),
        "2024-25": _codes("231 232 SW01aSTG1 SW01bSTG1"),
        "2025-26": _codes(
            "233 234 241 242 243 348 444 454 SW17STG2 SW18STG2 SW19STG2 SW10aSTG2 SW10bSTG2"
        ),
        "2026-27": _codes("700 701 702 703 704 705 706 707 708 709 710"),
    },
    removed={
        "2024-25": _codes("230 370 445 451 555 556 217t SW01STG1 SW03STG1 SW14STG2 SW11aSTG2"),
        "2025-26": _codes("SW01aSTG1 SW01bSTG1"),
    },
)
"""The codes of each specification year."""

CHANGED = {
    "2023-24": _codes("221 222 370 371"),
    "2024-25": _codes(
        "101 146 174 218 221 222 371 393 557 607 612 503D SW07STG2 SW10STG2 SW12STG2 SW13STG1"
    ),
    "2025-26": _codes(
        "146 178 213 218 222 226 229 383 526 1015 503D SW02STG1 SW04STG1 SW05STG1 SW09STG2"
    ),
}
"""Codes whose logic differs from the year before; most follow a change of codes or of tables."""

UNDEFINED = {
    "231": "from what age on an unaccompanied child is as old as expected is not told",
    "709": "which placements are unexpected of a child deprived of liberty is not told",
}
"""Codes whose published definition lacks what a rule needs: they are not written."""
