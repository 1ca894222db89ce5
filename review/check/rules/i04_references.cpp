#include "pipeline/text/document_number.hpp"
#include "review/check/rules/rules.hpp"

namespace docket::review::check {

namespace {

using outputs::Reference;

// Two ways to write one number are one number.
bool same_number(const std::string& a, const std::string& b) {
    if (a == b) return true;
    const auto left = text::parse_document_number(a), right = text::parse_document_number(b);
    return left && right && left->is_sure() && right->is_sure() && left->number == right->number;
}

void look_at_form(const Reference& reference, const std::string& place, Findings& out) {
    const auto read = text::parse_document_number(reference.number);
    if (!read)
        return out.add(place + "/number", reference.number, "在先文书的文号不成格式。",
                       "按原件照录，形如“代字〔年份〕序号号”。");
    if (!read->deviations.empty())
        out.add(Severity::minor, place + "/number", reference.number, "在先文书的文号书写不合规范。",
                read->number.text());
}

void look_at_number(const Reference& reference, const Round* round, const std::string& place, Findings& out) {
    const bool registered = round && !round->document_number.empty();
    if (reference.number.empty()) {
        if (registered) out.add(place + "/number", "", "没有写明在先文书的文号。", round->document_number);
        return;
    }
    if (registered && reference.number == round->document_number)
        return; // as on the paper, whatever its form
    if (registered && !same_number(reference.number, round->document_number))
        return out.add(place + "/number", reference.number, "在先文书的文号与登记不符。",
                       round->document_number);
    look_at_form(reference, place, out);
}

void look_at(const Input& input, const Reference& reference, Level level, const std::string& place,
             Findings& out) {
    const auto* round = input.facts.round(level);
    if (input.facts.rounds && !round)
        return out.add(place, reference.title, "登记中没有这份在先文书。",
                       "补登" + std::string(chinese(level)) + "一轮，或者核对文稿。");
    look_at_number(reference, round, place, out);
    if (!round) return out.missing("没有案件登记信息，不能核对在先文书。");
    if (round->document_date && *round->document_date != reference.date)
        out.add(place + "/date", iso(reference.date), "在先文书的成文日期与登记不符。",
                formal(*round->document_date));
    const auto* issuer = input.facts.organ(reference.issuer);
    if (!issuer || round->organ.empty() || issuer->code == round->organ) return;
    const auto* right = input.facts.organs->find(round->organ);
    out.add(place + "/issuer", reference.issuer.name, "在先文书的作出机关与登记不符。",
            right ? right->name : "");
}

} // namespace

void i04_references(const Input& input, Findings& out) {
    const auto& document = input.document;
    if (document.handling_opinion)
        look_at(input, *document.handling_opinion, Level::handling, "handling_opinion", out);
    if (document.review_opinion)
        look_at(input, *document.review_opinion, Level::review, "review_opinion", out);
}

} // namespace docket::review::check
