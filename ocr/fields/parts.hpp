// What the parts of understand() share: the letter and what was found in it so far. Private to ocr/fields.
// One letter, one thread.
#pragma once

#include "ocr/fields/fields.hpp"
#include "ocr/fields/labels.hpp"
#include "ocr/fields/running.hpp"
#include "pipeline/text/dates.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::ocr {

// Which opinion a phrase, number or date belongs to.
enum class Opinion { none, handling, review };

struct OpinionPhrase {
    Opinion opinion{};
    std::size_t begin = 0, end = 0;
};

// A part of the letter that was put right where it stands: the mark of a document number, the signs of a day.
struct Mended {
    Span where;
    std::u32string text;
    bool only_form = false; // how it is written: nothing that could have been misread
};
struct MendedText {
    std::u32string text;
    bool changed = false; // more than its form
};

struct Work {
    const Running& letter;   // the pages of the letter itself
    const Running& attached; // pages of other documents that came with it
    const Lexicon& lexicon;
    std::optional<Date> today;
    std::vector<LabelHit> labels{};
    std::vector<OpinionPhrase> opinions{};
    std::vector<text::FoundDate> dates{};
    std::optional<Span> address{};  // what find_particulars() took for the applicant's
    std::vector<Mended> mendings{}; // in the order of the text, never overlapping
    LetterFields found{};

    // The opinion the letter disputes, by its kind.
    Opinion disputed() const;
    void add(FieldValue field); // after its readings were weighed
    void mend(Span where, std::u32string text, bool only_form = false);
    MendedText mended(Span span) const; // what stands there, put right
    const LabelHit* first(Label label) const;
    // The label of this kind whose value begins at `at`; null where there is none.
    const LabelHit* labelled(Label label, std::size_t at) const;
    // The characters from `at` to the next label, at most `most`.
    Span until_label(std::size_t at, std::size_t most) const;
};

// How much of a value a reader must have right for it to be of use.
enum class Reading { exact, in_sense }; // exact: as sure as its least sure glyph; in_sense: as their mean

// A field with the confidence of its glyphs, lowered by each doubt.
FieldValue make_field(const Running& letter, std::string name, Span span, std::string value,
                      std::vector<std::string> doubts, Reading reading = Reading::exact);
// A field of several names, joined by 、.
FieldValue names_field(const Running& letter, std::string name, const std::vector<Span>& names,
                       std::vector<std::string> doubts);
// What a doubt leaves of the confidence: 1 for a note on form, 0.9 for a small one, else 0.6.
float remaining(std::string_view doubt);
void doubt(FieldValue& field, std::string word); // once; lowers the confidence

// What two engines read of a value, in its own form (readings.cpp). Agreement makes it sure as far as reading
// goes; a difference is a doubt "<what>.engines_differ", <what> being id, phone, date, number, applicant,
// representatives, respondent, place, amount, collective, address or claim; "address.unsure" and
// "claim.unsure" say that one engine alone read it and not every character surely. Checksum, calendar and
// register put the candidates in order; none of them replaces what was read. take_readings() notes what was
// read of a field of one span, as it is made, weigh_readings() compares, as it is added.
void take_readings(const Running& letter, Span span, FieldValue& field);
void weigh_readings(const Work& work, FieldValue& field);
bool is_critical(std::string_view name); // of a field: wrong by one character, it is of no use

// Every opinion phrase of the letter, also with one character of four misread where that leaves no choice.
std::vector<OpinionPhrase> find_opinions(std::u32string_view simple);
// Puts right the character in which such words were misread: 处理亲见书.
void mend_opinions(Work& work);
// Begin and end of the sentence around a character: from 。！？ or the start to the next.
Span sentence_around(const Running& letter, std::size_t at);

// The names from `at` on: 张三、李四. Stops where the value ends. `doubts` gains what was odd about them.
std::vector<Span> read_names(const Work& work, std::size_t at, std::vector<std::string>& doubts);
// Those side by side on a line or on the rest of it, parted by room alone; empty where that is no row of
// names.
std::vector<Span> names_in_row(const Work& work, Span row);
// A row that shows no room between its names, if it is names in one way only: each begins with a surname.
std::vector<Span> names_by_surname(const Work& work, Span row);
bool is_name(std::u32string_view simple);          // could these characters be a person's or a body's name?
bool is_word_of_forms(std::u32string_view simple); // 签名, 日期 …: stands where a name could stand
bool is_body(std::u32string_view simple);          // …公司, …委员会: an organisation
bool is_organ_word(std::u32string_view simple);    // …局, …政府, …办事处: an organ of the state

// Names below the text, without a label: a short line after 敬礼 or before the closing date.
std::vector<Span> names_of_signature(const Work& work);
std::optional<std::size_t> closing_date(const Work& work); // index of Work::dates

// The parts, in the order in which understand() calls them.
void find_kind(Work& work, bool all_pages_attached);
void find_people(Work& work);
void find_respondent(Work& work);
void find_numbers(Work& work);
void find_dates_of_letter(Work& work);
void find_claims(Work& work);
void find_place(Work& work);
void find_extras(Work& work);

} // namespace docket::ocr
