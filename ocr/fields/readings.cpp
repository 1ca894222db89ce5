// What two engines read of one value. The second reading is brought into the value's own form first, so that
// 2026.5.6 and 2026年5月6日 agree and 〔2026〕 and [2026] do.
#include "ocr/fields/amounts.hpp"
#include "ocr/fields/name_characters.hpp"
#include "ocr/fields/parts.hpp"
#include "pipeline/text/characters.hpp"
#include "pipeline/text/document_number.hpp"
#include "pipeline/text/identity.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/numerals.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

enum class Form { id, phone, date, number, name, organ, place, count, amount, prose };

struct Kept {
    std::string_view field;
    Form form;
    std::string_view what; // the first word of its doubt
};

constexpr std::array kept{
    Kept{"id_number", Form::id, "id"},
    Kept{"phone", Form::phone, "phone"},
    Kept{"letter_date", Form::date, "date"},
    Kept{"disputed_date", Form::date, "date"},
    Kept{"received_on", Form::date, "date"},
    Kept{"original_date", Form::date, "date"},
    Kept{"disputed_number", Form::number, "number"},
    Kept{"original_number", Form::number, "number"},
    Kept{"applicant", Form::name, "applicant"},
    Kept{"applicants", Form::name, "applicant"},
    Kept{"representatives", Form::name, "representatives"},
    Kept{"respondent", Form::organ, "respondent"},
    Kept{"original_organ", Form::organ, "respondent"},
    Kept{"place", Form::place, "place"},
    Kept{"amount", Form::amount, "amount"},
    Kept{"collective", Form::count, "collective"},
    Kept{"address", Form::prose, "address"},
    Kept{"claim", Form::prose, "claim"},
    Kept{"attachment", Form::prose, "attachment"},
};

// Two engines that read alike are wrong about this seldom; the value is as sure as that at least.
constexpr float sure_when_agreed = 0.98F;
// Of long texts every few have a character that one engine takes for another; it matters where the character
// itself is not sure.
constexpr float sure_character = 0.95F;
constexpr float sure_of_tesseract = 0.93F; // which says less of itself: its confidences are not fitted
constexpr float sure_alone = 0.97F;        // of the least sure character
constexpr std::size_t most_candidates = 9; // the number keys

const Kept* kept_as(std::string_view name) {
    const auto found = std::ranges::find(kept, name, &Kept::field);
    return found == kept.end() ? nullptr : &*found;
}

// Han characters, letters and digits in simplified form: what a reader must have right.
std::u32string essence(std::string_view utf8) {
    const auto decoded = text::decode(utf8);
    std::u32string out;
    if (!decoded) return out;
    for (const char32_t c : text::simplified(*decoded))
        if (text::is_han(c) || text::is_ascii_alnum(c)) out += c;
    return out;
}

std::string as_id(const std::string& read) {
    const auto candidates = text::id_candidates(read);
    const auto own = std::ranges::find(candidates, 0, &text::Candidate::digits_changed);
    return own == candidates.end() ? read : own->number;
}

std::string as_phone(std::u32string read) {
    for (auto& c : read)
        if (const auto digit = text::digit_meant(c)) c = *digit;
    const auto phone = text::parse_phone(text::encode(read));
    return phone ? phone->number : text::encode(read);
}

std::string as_date(std::u32string_view read, const std::string& value) {
    constexpr std::size_t year_part = 5; // 2026-
    const auto dates = text::find_dates(read);
    if (dates.empty()) return text::encode(read);
    if (dates[0].date) return iso(*dates[0].date);
    if (dates[0].year != 0 || dates[0].day == 0 || value.size() != 10) return text::encode(read);
    const auto year = std::chrono::year{std::stoi(value)}; // the year the letter leaves out, as for the first
    const Date same{year, std::chrono::month{static_cast<unsigned>(dates[0].month)},
                    std::chrono::day{static_cast<unsigned>(dates[0].day)}};
    return same.ok() ? value.substr(0, year_part) + iso(same).substr(year_part) : text::encode(read);
}

std::string as_number(std::u32string_view read) {
    const auto numbers = text::find_document_numbers(read);
    return numbers.empty() ? text::encode(read) : numbers[0].number.text();
}

std::string as_organ(const Work& work, std::u32string_view read) {
    const auto mention = work.lexicon.resolve(text::simplified(read));
    return mention ? work.lexicon.organs()[mention->organ].name : text::encode(read);
}

std::string as_place(const Work& work, std::u32string_view read) {
    const auto found = work.lexicon.divisions().find(text::simplified(read));
    return found.size() == 1 ? work.lexicon.divisions().units()[found[0].unit].full() : text::encode(read);
}

std::string as_amount(std::u32string_view read) {
    const auto found = find_amounts_in(text::simplified(read));
    return found.size() == 1 ? found[0].yuan : text::encode(read);
}

std::string as_count(std::u32string_view read) {
    std::u32string digits;
    for (const char32_t c : read)
        if (text::is_digit(c) || text::is_numeral_character(c)) digits += c;
    const auto n = text::parse_numeral(digits);
    return n ? std::to_string(*n) : text::encode(read);
}

// The second reading in the form of the value.
std::string in_form(const Work& work, Form form, const FieldValue& field, const std::string& second) {
    // A name or an address that was put right is no longer what was read.
    const bool as_written = form == Form::name || form == Form::prose;
    if (!as_written && essence(second) == essence(field.raw) && !field.value.empty()) return field.value;
    const auto read = text::decode(second);
    if (!read) return second;
    switch (form) {
    case Form::id: return as_id(second);
    case Form::phone: return as_phone(*read);
    case Form::date: return as_date(*read, field.value);
    case Form::number: return as_number(*read);
    case Form::organ: return as_organ(work, *read);
    case Form::place: return as_place(work, *read);
    case Form::count: return as_count(*read);
    case Form::amount: return as_amount(*read);
    case Form::name:
    case Form::prose: break;
    }
    return essence(second) == essence(field.value) ? field.value : second;
}

bool holds(const Work& work, Form form, const std::string& value) {
    switch (form) {
    case Form::id: return text::parse_resident_id(value, work.today).has_value();
    case Form::phone: return text::parse_phone(value).has_value();
    case Form::date: return parse_iso_date(value).has_value();
    case Form::number: return text::parse_document_number(value).has_value();
    case Form::organ:
        return std::ranges::find(work.lexicon.organs(), value, &Lexicon::Organ::name) !=
               work.lexicon.organs().end();
    case Form::place: {
        const auto& units = work.lexicon.divisions().units();
        return std::ranges::any_of(units, [&](const auto& unit) { return unit.full() == value; });
    }
    default: return !value.empty();
    }
}

// Readings that hold (checksum, calendar, register) before those that do not, then proposals of the checksum.
void rank_candidates(const Work& work, Form form, FieldValue& field) {
    std::vector<std::string> all;
    const auto offer = [&all](const std::string& value) {
        if (!value.empty() && std::ranges::find(all, value) == all.end()) all.push_back(value);
    };
    offer(field.value);
    for (const auto& reading : field.readings) offer(reading.value);
    for (const auto& variant : field.candidates)
        if (const auto value = in_form(work, form, field, variant); holds(work, form, value)) offer(value);
    if (form == Form::id)
        for (const auto& candidate : text::id_candidates(field.raw))
            if (candidate.valid) offer(candidate.number);
    std::stable_partition(all.begin(), all.end(),
                          [&](const std::string& value) { return holds(work, form, value); });
    if (all.size() > most_candidates) all.resize(most_candidates);
    field.candidates.clear();
    if (all.size() > 1) field.candidates = std::move(all);
}

// The value with one character as its reader's next choice has it, the likeliest first.
std::vector<std::string> variants(const Running& letter, Span span) {
    struct Variant {
        float confidence;
        std::string text;
    };
    constexpr float least = 0.02F; // below this a choice is noise
    std::vector<Variant> all;
    for (auto at = span.begin; at < span.end; ++at)
        for (const auto& other : letter.place(at).glyph->others) {
            if (other.confidence < least || other.ch == letter.place(at).glyph->ch) continue;
            std::u32string text(letter.text(span));
            text[at - span.begin] = other.ch;
            all.push_back({other.confidence, text::encode(text)});
        }
    std::ranges::stable_sort(all, std::ranges::greater{}, &Variant::confidence);
    std::vector<std::string> out;
    for (auto& variant : all)
        if (out.size() < most_candidates) out.push_back(std::move(variant.text));
    return out;
}

// Checksum, calendar and register decide for what was read, where the engine was sure of every character of
// it and the other reading can be no such value at all. A name has no such judge.
bool decided(const Work& work, Form form, const FieldValue& field) {
    if (form == Form::name || form == Form::count || form == Form::amount || form == Form::prose)
        return false;
    return field.confidence >= sure_alone && holds(work, form, field.value) &&
           !holds(work, form, field.readings[1].value);
}

} // namespace

void take_readings(const Running& letter, Span span, FieldValue& field) {
    const auto* as = kept_as(field.name);
    if (as == nullptr || span.empty()) return;
    if (as->form != Form::prose) field.candidates = variants(letter, span);
    const auto other = other_reading(letter, span);
    if (other)
        field.readings = {{letter.place(span.begin).source->engine, field.value},
                          {other->engine, text::encode(other->text)}};
    if (as->form != Form::prose) return;
    const bool alike = other && essence(field.readings[1].value) == essence(field.value);
    const bool tesseract = letter.place(span.begin).source->engine.starts_with("tesseract");
    if (alike || letter.weakest(span) >= (tesseract ? sure_of_tesseract : sure_character)) return;
    doubt(field, std::string(as->what) + (other ? ".engines_differ" : ".unsure"));
}

bool is_critical(std::string_view name) {
    const auto* as = kept_as(name);
    return as != nullptr && as->form != Form::prose && as->form != Form::organ && as->form != Form::place;
}

FieldValue names_field(const Running& letter, std::string name, const std::vector<Span>& names,
                       std::vector<std::string> doubts) {
    auto field = make_field(letter, std::move(name), names.front(), letter.utf8(names.front()), {});
    field.raw.clear(), field.value.clear(), field.candidates.clear(), field.readings.clear();
    std::string second, engine;
    bool read_twice = true, as_read = true;
    for (const auto& one : names) {
        const auto* comma = field.value.empty() ? "" : "、";
        const auto likely = text::encode(likely_name(letter, one));
        as_read = as_read && likely == letter.utf8(one);
        field.value += comma + likely;
        field.raw += comma + letter.raw(one);
        if (letter.page(one) == field.page) field.box = around(field.box, letter.box(one));
        field.confidence = std::min(field.confidence, letter.weakest(one));
        const auto other = other_reading(letter, one);
        read_twice = read_twice && other.has_value();
        if (other) second += comma + text::encode(other->text), engine = other->engine;
    }
    for (auto& word : doubts) doubt(field, std::move(word));
    if (!as_read) {
        doubt(field, std::string(kept_as(field.name)->what) + ".unlikely_name");
        field.candidates.push_back(field.raw);
    }
    if (read_twice)
        field.readings = {{letter.place(names[0].begin).source->engine, field.value}, {engine, second}};
    return field;
}

void weigh_readings(const Work& work, FieldValue& field) {
    const auto* as = kept_as(field.name);
    if (as == nullptr) return;
    if (field.readings.size() == 2) {
        auto &first = field.readings[0], &second = field.readings[1];
        first.value = field.value.empty() ? field.raw : field.value;
        second.value = in_form(work, as->form, field, second.value);
        if (field.agreed()) {
            float left = sure_when_agreed;
            for (const auto& word : field.doubts) left *= remaining(word);
            field.confidence = std::max(field.confidence, left);
        } else if (first.value == second.value) {
            field.readings.clear(); // both read what gives no value: the other doubts say why
        } else if (as->form != Form::prose && !decided(work, as->form, field)) {
            doubt(field, std::string(as->what) + ".engines_differ");
        }
    }
    rank_candidates(work, as->form, field);
}

} // namespace docket::ocr
