#include "outputs/document.hpp"

#include "outputs/document_names.hpp"
#include "pipeline/base/assert.hpp"

namespace docket::outputs {

std::string_view name(DocumentType type) { return names::of(names::document_types, type); }
std::string_view name(Round round) { return names::of(names::rounds, round); }
std::string_view name(Channel channel) { return names::of(names::channels, channel); }
std::string_view name(PartyRole role) { return names::of(names::roles, role); }
std::string_view name(Outcome outcome) { return names::of(names::outcomes, outcome); }
std::string_view name(Ground ground) { return names::of(names::grounds, ground); }
std::string_view name(Remedy::Way way) { return names::of(names::ways, way); }
std::string_view name(Declining::Says says) { return names::of(names::says, says); }
std::string_view name(Closing::Kind kind) { return names::of(names::closings, kind); }

std::optional<DocumentType> document_type(std::string_view name) {
    return names::find<DocumentType>(names::document_types, name);
}

std::string chinese_number(int n) {
    DOCKET_ASSERT(n > 0 && n < 10'000, "a number written in characters lies between 1 and 9999");
    static constexpr std::array<std::string_view, 10> digits{"零", "一", "二", "三", "四",
                                                             "五", "六", "七", "八", "九"};
    static constexpr std::array<std::string_view, 4> units{"千", "百", "十", ""};
    if (n >= 10 && n < 20)
        return "十" + (n > 10 ? std::string(digits[static_cast<std::size_t>(n - 10)]) : "");
    std::string out;
    bool gap = false;
    for (std::size_t place = 0, weight = 1000; place < units.size(); ++place, weight /= 10) {
        const std::size_t digit = static_cast<std::size_t>(n) / weight % 10;
        if (digit == 0) {
            gap = !out.empty();
            continue;
        }
        if (gap) out += digits[0];
        gap = false;
        out += digits[digit];
        out += units[place];
    }
    return out;
}

std::string place(const Citation& citation) {
    std::string out;
    if (citation.article > 0) out += "第" + chinese_number(citation.article) + "条";
    if (citation.insert > 0) out += "之" + chinese_number(citation.insert);
    if (citation.paragraph > 0) out += "第" + chinese_number(citation.paragraph) + "款";
    if (citation.item > 0) out += "第（" + chinese_number(citation.item) + "）项";
    return out;
}

Digest full_digest(const Document& document) { return sha256(json::dump(to_json(document))); }

Digest text_digest(const Document& document) {
    Document text = document;
    text.number.clear();
    text.dated.reset();
    if (text.imprint) text.imprint->printed_on.reset();
    return full_digest(text);
}

} // namespace docket::outputs
