#include "pipeline/text/document_number.hpp"
#include "review/check/rules/rules.hpp"

#include <algorithm>

namespace docket::review::check {

namespace {

using text::DocumentNumber;

constexpr auto number_place = "number";

// The office's 机关代字 bind only what the office issues.
bool issued_by_office(const Input& input) {
    const auto& facts = input.facts;
    const auto* issuer = facts.organ(input.document.issuer);
    if (!issuer || (facts.government.empty() && facts.bureau.empty())) return true;
    return issuer->code == facts.government || issuer->code == facts.bureau;
}

// No own mark for acceptance notices of a level is kept: one prefix serves all rounds.
void look_at_mark(const Input& input, const DocumentNumber& number, Findings& out) {
    const auto prefixes = input.facts.prefixes.find(input.document.type);
    if (!issued_by_office(input) || number.mark.empty()) return;
    if (prefixes == input.facts.prefixes.end() || prefixes->second.empty())
        return out.missing("不知道本机关这类文书的代字。");
    const auto& known = prefixes->second;
    if (std::find(known.begin(), known.end(), number.mark) != known.end()) return;
    auto right = number;
    right.mark = known.front();
    out.add(number_place, input.document.number, "机关代字“" + number.mark + "”不是本机关这类文书的代字。",
            right.text());
}

void look_at_serial(const Input& input, const DocumentNumber& number, Findings& out) {
    if (number.mark.empty()) return; // numbered by the item
    if (!input.facts.numbers) return out.missing("不知道登记簿已编的文号，不能核对唯一和连续。");
    const auto book = std::find_if(
        input.facts.numbers->begin(), input.facts.numbers->end(),
        [&](const TakenNumbers& taken) { return taken.mark == number.mark && taken.year == number.year; });
    if (book == input.facts.numbers->end())
        return out.missing("登记簿没有“" + number.mark + "”" + std::to_string(number.year) +
                           "年的编号情况。");
    const auto& taken = book->serials;
    if (taken.contains(number.serial))
        return out.add(number_place, input.document.number, "文号已被别的文书使用。");
    if (number.serial == 1 || taken.contains(number.serial - 1)) return;
    auto next = number;
    next.serial = 1;
    while (taken.contains(next.serial)) ++next.serial;
    out.add(number_place, input.document.number, "文号不连续，前面有空号。", next.text());
}

void look_at_number(const Input& input, const text::ReadNumber& read, Findings& out) {
    const auto& document = input.document;
    if (!read.deviations.empty())
        out.add(number_place, document.number, "文号书写不合规范：年份用六角括号，序号不加“第”、不编虚位。",
                read.number.text());
    look_at_mark(input, read.number, out);
    look_at_serial(input, read.number, out);
    if (document.dated && read.number.item.empty() &&
        read.number.year != static_cast<int>(document.dated->year()))
        out.add(number_place, document.number, "文号的年份与成文日期" + formal(*document.dated) + "不一致。");
    const auto* round = input.facts.round(level_of(document));
    if (!is_opinion(document) || !round || round->document_number.empty()) return;
    if (round->document_number != document.number)
        out.add(number_place, document.number, "文号与登记的文号不符。", round->document_number);
}

} // namespace

void i05_own_number(const Input& input, Findings& out) {
    const auto& number = input.document.number;
    const bool draft = input.stage == DraftStage::draft;
    if (number.empty()) {
        if (!draft) out.add(number_place, "", "签发、送达的文书应当有文号。", "由签发时编号。");
        return;
    }
    const auto read = text::parse_document_number(number);
    if (read) return look_at_number(input, *read, out);
    const auto open = Text(Part::other, 0, "", number);
    const bool blank_serial = has(open.chars(), {U"〕号", U"〕_", U"〕×", U"〕X"});
    if (!(draft && blank_serial))
        out.add(number_place, number, "文号不成格式。", "形如“代字〔年份〕序号号”。");
}

} // namespace docket::review::check
