// What else a letter says of itself: its attachments, sums of money, words that call for somebody at once,
// and the applicant's sex and day of birth where the identity number says otherwise. Doubts: attachment.long
// (where it ends is unsure), amount.malformed, sex.contradicts_id, id.contradicts_sex, id.contradicts_birth.
#include "ocr/fields/amounts.hpp"
#include "ocr/fields/lists.hpp"
#include "ocr/fields/parts.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/identity.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>

namespace docket::ocr {
namespace {

constexpr std::size_t most_attachments = 30;
constexpr std::size_t most_amounts = 20;

void add_attachment(Work& work, Span span) {
    constexpr std::size_t longest = 80;
    span = trimmed(work.letter, span);
    if (span.end - span.begin < 2 || work.found.all("attachment").size() >= most_attachments) return;
    std::vector<std::string> doubts;
    if (span.end - span.begin > longest) {
        span.end = span.begin + longest;
        doubts.emplace_back("attachment.long");
    }
    work.add(make_field(work.letter, "attachment", span, work.letter.utf8(span), std::move(doubts),
                        Reading::in_sense));
}

// 附：1. …；2. …。 ends with the next label, the closing date or a full stop at the end of a line.
std::size_t end_of_attachments(const Work& work, std::size_t at) {
    constexpr std::size_t longest = 400;
    auto end = work.until_label(at, longest).end;
    for (const auto& date : work.dates)
        if (date.begin > at && work.letter.place(date.begin).starts_line) end = std::min(end, date.begin);
    for (auto i = at + 1; i < end; ++i)
        if (work.letter.text()[i - 1] == U'。' && work.letter.place(i).starts_line &&
            mark_at(work.letter, i) == 0)
            return i;
    return end;
}

void find_attachments(Work& work) {
    for (const auto& hit : work.labels) {
        const auto label = work.letter.simple({hit.begin, hit.value});
        if (!label.starts_with(U"附")) continue;
        const auto end = end_of_attachments(work, hit.value);
        auto items = items_of(work.letter, hit.value, end);
        if (items.empty()) items = parted(work.letter, {hit.value, end}, U"；;");
        if (items.size() == 1) items = parted(work.letter, items[0], U"；;、");
        for (const auto& item : items) add_attachment(work, item);
        if (!items.empty()) return;
    }
}

void find_amounts(Work& work) {
    std::vector<std::string> seen;
    for (const auto& amount : find_amounts_in(work.letter.lined())) {
        if (seen.size() >= most_amounts) return;
        if (std::ranges::find(seen, amount.yuan) != seen.end()) continue;
        seen.push_back(amount.yuan);
        const auto span = work.letter.unlined({amount.begin, amount.end});
        work.add(make_field(work.letter, "amount", span, amount.yuan, {}));
    }
}

// Either engine's reading is enough: such a word is better shown once too often.
void find_urgent(Work& work) {
    const auto simple = work.letter.simple();
    for (const auto& category : work.lexicon.urgent()) {
        if (!category.near.empty()) continue; // needs the sentence, which a person reads
        for (const auto& word : category.words) {
            const auto wanted = text::decode(word);
            if (!wanted) continue;
            if (const auto at = simple.find(*wanted); at != simple.npos)
                work.add(make_field(work.letter, "urgent", {at, at + wanted->size()}, word, {}));
        }
    }
}

// 张三，男： right behind the name, or labelled 性别.
std::optional<Span> sex_said(const Work& work) {
    const auto simple = work.letter.simple();
    const auto is_sex = [&](std::size_t at) {
        return at < simple.size() && text::is_one_of(simple[at], U"男女") &&
               (at + 1 == simple.size() || !text::is_han(simple[at + 1]) ||
                text::is_one_of(simple[at + 1], U"汉，族回苗畲满壮性出") || work.letter.at_boundary(at + 1));
    };
    constexpr std::u32string_view label = U"性别";
    for (const auto& hit : work.labels) {
        if (simple.substr(hit.begin).starts_with(label) && is_sex(hit.value))
            return Span{hit.value, hit.value + 1};
        if (hit.label != Label::applicant) continue;
        std::vector<std::string> odd;
        const auto names = read_names(work, hit.value, odd);
        if (names.size() != 1) continue;
        const auto at = names[0].end;
        if (at < simple.size() && text::is_one_of(simple[at], U"，、（") && is_sex(at + 1))
            return Span{at + 1, at + 2};
        if (is_sex(at)) return Span{at, at + 1};
    }
    return std::nullopt;
}

FieldValue* field_of(Work& work, std::string_view name) {
    const auto at = std::ranges::find(work.found.fields, name, &FieldValue::name);
    return at == work.found.fields.end() ? nullptr : &*at;
}

void check_identity(Work& work) {
    const auto sex = sex_said(work);
    auto* id = field_of(work, "id_number");
    const auto parsed = id == nullptr ? std::nullopt : [&]() -> std::optional<text::ResidentId> {
        auto number = text::parse_resident_id(id->value, work.today);
        if (!number) return std::nullopt;
        return *std::move(number);
    }();
    if (parsed)
        for (const auto& date : work.dates) { // 1990年1月28日出生
            const auto behind = work.letter.simple().substr(date.end, 2);
            if (date.date && (behind == U"出生" || behind.starts_with(U"生")) && *date.date != parsed->born &&
                date.begin < work.letter.size() / 2)
                doubt(*id, "id.contradicts_birth");
        }
    if (!sex) return;
    const bool male = work.letter.simple()[sex->begin] == U'男';
    const bool differs = parsed && (parsed->sex == text::Sex::male) != male;
    if (differs) doubt(*id, "id.contradicts_sex");
    std::vector<std::string> doubts;
    if (differs) doubts.emplace_back("sex.contradicts_id");
    work.add(make_field(work.letter, "sex", *sex, male ? "男" : "女", std::move(doubts)));
}

} // namespace

void find_extras(Work& work) {
    find_attachments(work);
    find_amounts(work);
    find_urgent(work);
    check_identity(work);
}

} // namespace docket::ocr
