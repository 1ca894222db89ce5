// What several views say of a case. Private to desk; pure but for what they load; any thread.
#pragma once

#include "pipeline/desk/people.hpp"
#include "pipeline/flow/checking.hpp"

namespace docket::desk {

std::string people_of(const review::Case& c);    // 张某某 等2人; 匿名
std::string summary_of(const review::Case& c);   // its first request, shortened
std::string opinion_name(const review::Case& c); // what the current round ends with: 复查意见书
std::string title_of(const review::Case& c, const People& people); // 复查 张某某 海沧街道办事处
json::Object case_row(const Desk& desk, const review::Case& c, const People& people);
json::Object round_view(const review::Case& c, const review::Round& round, const People& people);
json::Array deadline_views(const Desk& desk, const review::Case& c);
json::Array event_views(const std::vector<review::Event>& events, const People& people); // newest first
json::Array document_views(const review::Case& c, const std::vector<review::Event>& events);
// What this person may do now, and why not what he or she may not.
Result<json::Array> act_views(const Desk& desk, const Person& person, const review::Case& c,
                              const People& people);
Result<json::Array> act_views(const Desk& desk, const Person& person, const review::Case& c,
                              const People& people, const std::vector<flow::Checked>& found);
json::Array duty_views(const Desk& desk, const review::Case& c, const People& people);
// Of the acts alone: the facts the table asks for, with whatever the person would still have to type taken as
// given.
std::string page_of(const review::Case& c); // the address of the page where the next step is done
std::string duty_of(const review::Case& c); // 拟复查意见书
bool wants_password(review::Act act);
bool awaits_supplement(const review::Case& c); // it was asked for and has not come
// What waits for a leader beside a document to sign: 审批延长期限, 审批终止办理; empty where nothing does.
std::string leaders_duty(const review::Case& c);

} // namespace docket::desk
