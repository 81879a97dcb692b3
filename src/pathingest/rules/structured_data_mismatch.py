"""A page's structured data says otherwise than the page.

## What it does
Compares what a page states for machines (JSON-LD, microdata) with what visitors see, and reports each contradiction:
the answer to a question, the total time beside the timeline, the steps beside the roadmap's phases, the occupation
beside the target role, its estimated salary beside the salaries that the page states for that role.

## Why is this bad?
Search engines show the structured data. One of the two is out of date, and readers meet both.

## How it works
Answers to one question are compared word by word, without case and punctuation; one that is the beginning of the other,
or a part of five words and more, is no contradiction, as either may be cut short. A total time contradicts a timeline
that it is at least a tenth shorter or longer than: nine months are also 270 days or 36 weeks. Steps contradict the
roadmap if some are called as its phases are, and their number or their order is another. An occupation contradicts the
roles if it is neither. Salaries contradict if no amount lies in both ranges, in one currency and one period.

What the page does not show at all contradicts nothing: it is filled from the structured data.

## Known limits
An answer that says the same in other words is reported. Where a page states an amount without a period, amounts that
differ less than fourfold are taken to be of one period. Of HowTos that differ, or of several occupations, nothing shows
which is meant: they are left alone. So is a HowTo that is not called as the page is, and has none of its phases.

## Fails
```html
<!DOCTYPE html>
<html><body><main>
<h1>From Baker to Miller: Your 6-Month Transition Guide</h1>
<h2>FAQ</h2>
<h3>Do I need a licence?</h3>
<p>No, the mill's owner has one.</p>
</main>
<script type="application/ld+json">
{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Do I need a licence?",
"acceptedAnswer": {"@type": "Answer", "text": "Yes, from the town hall."}}]}
</script>
</body></html>
```

## Passes
```html
<!DOCTYPE html>
<html><body><main>
<h1>From Baker to Miller: Your 6-Month Transition Guide</h1>
<h2>FAQ</h2>
<h3>Do I need a licence?</h3>
<p>No, the mill's owner has one.</p>
</main>
<script type="application/ld+json">
{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Do I need a licence?",
"acceptedAnswer": {"@type": "Answer", "text": "<p>No, the mill&#39;s owner has one.</p>"}}]}
</script>
</body></html>
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.values.text import shortened

_SHOWN = 120
_WHAT = {
    "claims": "the structured data estimates another salary",
    "faq": "the structured data answers this question otherwise",
    "roadmap": "the structured data's steps differ from the phases in number or order",
    "timeline": "the structured data states another total time",
    "to_role": "the structured data names another role",
}


def check(page: Page) -> Iterator[Problem]:
    """One finding for each contradiction: at what the page shows, with the structured data's words in `related`."""
    for note in page.notes:
        if note.kind == "structured-data":
            said = shortened(note.detail, _SHOWN)
            related = Problem(f"the structured data says {said!r}", None, note.span)
            yield Problem(f"{_WHAT[note.pointer.split('/')[1]]}: {said!r}", note.pointer, related=(related,))


RULE = Rule("EXT010", "warning", "high", check, on="page")
