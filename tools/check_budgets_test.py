import unittest

import check_budgets


class Budgets(unittest.TestCase):
    def test_lines_are_name_budget_and_arguments(self):
        self.assertEqual(check_budgets.parse("# why\n\nstart 1,200 read a.txt --format json\n"),
                         [("start", 1200, ["read", "a.txt", "--format", "json"])])

    def test_more_than_the_budget_is_said_with_both_numbers(self):
        self.assertEqual(check_budgets.verdict("start", 1000, 1000), "")
        self.assertIn("1,001 instructions, 1,000 allowed", check_budgets.verdict("start", 1000, 1001))

    def test_our_own_file_can_be_read(self):
        names = [row[0] for row in check_budgets.parse(check_budgets.BUDGETS.read_text(encoding="utf-8"))]
        self.assertEqual(len(names), len(set(names)))
        self.assertIn("start", names)


if __name__ == "__main__":
    unittest.main()
