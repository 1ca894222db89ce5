// What a contracted lawyer reads of a petitioner: the surname and 某, the last four characters of the
// identity number, the telephone without its middle, the street of the address (个人信息保护法 28).
// Of a minor nothing of the name and the number is left (未成年人保护法 103). Everything a lawyer is shown
// goes through one Mask, so that a name in a claim or in a draft is covered like the name itself. Immutable;
// any thread.
#pragma once

#include "pipeline/flow/covered_words.hpp"
#include "pipeline/json/json.hpp"
#include "review/case.hpp"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace docket::desk {

std::string masked_name(std::string_view name);       // 张某, 张某某, 欧阳某
std::string masked_id(std::string_view id_number);    // **************001X
std::string masked_phone(std::string_view phone);     // 138****5678, 0592****234
std::string masked_address(std::string_view address); // down to the street

class Mask {
  public:
    explicit Mask(const std::vector<review::Applicant>& applicants);
    // Of the petitioners of a case, with its minors as they were on the day of receipt, and of whoever speaks
    // for them.
    static Mask of(const review::Case& c);
    std::string name(std::string_view name) const; // of a person, also of one the case does not know
    // Names as they are, names with blanks between their characters, addresses; and any number that looks
    // like an identity number or a mobile telephone.
    std::string text(std::string_view text) const;
    json::Value value(const json::Value& value) const; // every text in it; the names of members stay

  private:
    void add(const review::Applicant& applicant);
    flow::CoveredWords words_;
    std::set<std::string, std::less<>> removed_; // names of minors
};

} // namespace docket::desk
