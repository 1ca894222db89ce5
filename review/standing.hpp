// What the record and the register must both say of a subject, so that neither can be changed alone: where it
// stands, on which text it was decided, by whom, under which number, and how it was served. Values; any
// thread.
#pragma once

#include "review/case.hpp"
#include "review/event.hpp"

#include <string>

namespace docket::review {

// Empty where nothing was decided yet. Of an arrival only the state is known.
struct Standing {
    std::string state = {}; // the stage of a case, the state of an arrival
    std::string drafter = {}, draft_text = {};
    std::string counsel = {}, signed_text = {};
    std::string approver = {}, document_number = {}, document_date = {};
    std::string ground = {};     // of a refusal
    std::string pdf = {};        // digest of the written document
    std::string service = {};    // mode, recipient, day and proof in one line
    std::string extension = {};  // days and who granted it
    std::string supplement = {}; // when it was asked for, by whom, and when it came
    std::string ending = {};     // its kind, day and who granted it
    std::string route = {};      // item of article 31
    std::string answer = {};     // of the organ complained of: the day it came, and who entered it
    std::string notices = {};    // numbers of those that were served, each with its service
    std::string mandates = {};   // who speaks for the petitioners, a line each, and since when no more
    std::string recused = {};    // who stood back, in order
    std::string urgency = {};    // whether the matter is urgent, and whose word that is
    std::string reports = {};    // of an urgent matter, one line each
    std::string accusation = {}; // digest of the class of the matter and of whom a report is against
};

// As the register has it: of the case's current round.
Standing standing_of(const Case& c);
// One more event of the record.
void follow(Standing& standing, const Event& event);
// A sentence without its subject about the first difference, as `the document number is "A" in the register
// but "B" in the record`; empty where there is none.
std::string difference(const Standing& in_register, const Standing& in_record);

} // namespace docket::review
