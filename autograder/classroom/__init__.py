"""What an instructor does with a whole class, with nbgrader's gradebook.

Collecting (`collect`), grading (`grade` and nbgrader's converter `autograde`, which both have each
submission graded by `grade_submission`), grading again and looking at it (`regrade`, `replay`), the
page on how it went (`report`) and the tables for Canvas and Moodle (`export`). Nothing here trusts
what a student has handed in, be it code, a notebook or a folder.
"""
