// Letters and what people write about them, all invented: a review application against a street, a re-review
// application about an agency of a department, a first letter. `n` makes each one of its own. Pure; any
// thread.
#pragma once

#include "pipeline/json/json.hpp"

#include <string>

namespace docket::testing {

std::string review_application(int n = 1);    // one page, 海沧街道办事处
std::string re_review_application(int n = 1); // two pages, 市场监督管理局 and its 新阳 station
std::string first_letter(int n = 1);

// Inputs of the acts, for an application with two claims.
json::Value opinion(const std::string& reasoning = "被申请人认定事实的主要证据不足。"); // draft
json::Value named(const std::string& text);                                             // sign_off, approve
json::Value declared();                                                                 // claim
json::Value because(const std::string& reason = "请补充证据后再送。");                  // send_back
// decline: of a petition N7, of a request F1, unless another ground is meant.
json::Value declining(const std::string& ground = "N7", const std::string& reason = "该事项由区城管局办理。",
                      const std::string& way = "请向厦门市海沧区城市管理局书面提出");
json::Value served_on(const std::string& day, const std::string& proof = "送达回证（虚构）第1号");

// Facts a person registers a review application by.
json::Value review_facts();

} // namespace docket::testing
