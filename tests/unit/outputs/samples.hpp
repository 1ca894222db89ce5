// Invented documents for the tests of outputs, and random ones. Names, numbers and places are made up.
#pragma once

#include "outputs/document.hpp"

#include <random>

namespace docket::outputs::samples {

Document acceptance_notice(); // of a request for review
Document refusal_notice();    // of a petition that belongs to arbitration
Document petition_notice();   // of a petition in the handling round
Document supplement_notice(); // of a request for review
Document ending_notice();     // of a petition that was withdrawn
Document respondent_notice(); // of a request for review
Document extension_notice();  // of a petition in the handling round
Document handling_opinion();
Document review_opinion();
Document re_review_opinion();
Document long_review_opinion(int claims); // about a third of a page a claim

// Any document the schema allows, sound or not.
Document random(std::mt19937& chance);

} // namespace docket::outputs::samples
