"""Pages of one pathway, read once more and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pathingest.dataset.identity import Known, SamePathway
from pathingest.dataset.merge import Merged, merge
from pathingest.model.comparison import Comparison
from pathingest.model.errors import heed_interrupt
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.rules import EnabledRules, compare, failure

ReadPage = Callable[[Path], Page]


def findings_of(group: SamePathway, read: ReadPage, enabled: EnabledRules | None = None) -> list[Finding]:
    """What the pages of a group state differently."""
    pages = reread(group.pages, read)
    return merged(pages, group, read, enabled)[1] if pages else []


def merged(
    pages: list[Page], group: SamePathway, read: ReadPage, enabled: EnabledRules | None = None
) -> tuple[Merged, list[Finding]]:
    """The record of a group's pages, and what they state differently; a bug met in that leaves the best page's."""
    try:
        together = merge(pages)
        comparisons = [*together.comparisons, *_rivalries(pages[0], group, read)]
        return together, [finding for comparison in comparisons for finding in compare(comparison, enabled)]
    except Exception as error:  # noqa: BLE001  one bad page never stops the others
        heed_interrupt(error)
        return merge(pages[:1]), [failure(pages[0], "merging", error)]


def _rivalries(kept: Page, group: SamePathway, read: ReadPage) -> Iterator[Comparison]:
    """What the pages that claim the same id, and are not of the pathway, state differently."""
    for rival in reread(group.rivals, read):
        for comparison in merge([kept, rival]).comparisons:
            yield Comparison(comparison.first, comparison.second, comparison.disagreements, merged=False)


def reread(pages: Iterable[Known], read: ReadPage) -> list[Page]:
    """The pages once more; those that went away while the run went on are left out."""
    found = (read(Path(page.path)) for page in pages)
    return [page for page in found if page.pathway]
