#include "pipeline/flow/slip.hpp"

#include "pipeline/flow/code_members.hpp"
#include "pipeline/text/dates.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace docket::flow {

namespace {

constexpr std::string_view slip_mark = "docket:slip";
constexpr std::string_view of_notice = "notice-", of_round = "round-";

// The number behind a prefix; 0 where it is none.
int place_behind(std::string_view text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return 0;
    text.remove_prefix(prefix.size());
    int out = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
    return fault == std::errc{} && end == text.data() + text.size() && out > 0 ? out : 0;
}

} // namespace

std::string slip_text(const SlipOf& of) {
    return std::string(slip_mark) + ";case=" + of.case_number + ";document=" + of.document;
}

std::optional<SlipOf> slip_on(const ocr::PageText& page) {
    for (const auto& code : page.barcodes)
        if (code.text.starts_with(std::string(slip_mark) + ";"))
            return SlipOf{code_member(code.text, "case"), code_member(code.text, "document")};
    return {};
}

std::optional<Served> served_document(const review::Case& c, std::string_view document) {
    if (const int n = place_behind(document, of_notice); n > 0 && std::cmp_less_equal(n, c.notices.size())) {
        const auto& notice = c.notices[static_cast<std::size_t>(n - 1)];
        return Served{notice.title, notice.number, notice.dated};
    }
    if (const int n = place_behind(document, of_round); n > 0 && std::cmp_less_equal(n, c.rounds.size())) {
        const auto& round = c.rounds[static_cast<std::size_t>(n - 1)];
        return Served{round.document_title, round.document_number, round.document_date};
    }
    return {};
}

std::vector<std::string> open_slips(const review::Case& c) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < c.notices.size(); ++i)
        if (!c.notices[i].pdf.empty() && !c.notices[i].service && c.may_serve(c.notices[i]))
            out.push_back(std::string(of_notice) + std::to_string(i + 1));
    const auto& round = c.last_issued();
    if (!round.issued_pdf.empty() && !round.service)
        out.push_back(std::string(of_round) + std::to_string(round.n));
    return out;
}

std::optional<Date> day_on_slip(const ocr::PageText& page, Date dated, Date today) {
    constexpr std::u32string_view made_out = U"填发";
    std::optional<Date> found;
    for (const auto& line : page.lines) {
        const auto chars = text::decode(utf8(line));
        if (!chars) continue;
        const auto text = text::normalise(*chars).text;
        if (text.find(made_out) != std::u32string::npos) continue;
        for (const auto& one : text::find_dates(text))
            if (one.date && one.doubts.empty() && *one.date >= dated && *one.date <= today &&
                (!found || *one.date > *found))
                found = one.date;
    }
    return found;
}

} // namespace docket::flow
