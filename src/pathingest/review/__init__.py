"""One queue of decisions about a dataset, with what each would write; and a page on localhost to decide in."""
