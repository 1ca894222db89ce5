// The stages of a round that the office holds, and the acts that lead from one to the next. Values; any
// thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace docket::review {

enum class Stage : std::uint8_t {
    registered,  // 已登记
    accepted,    // 已受理
    declined,    // 不予受理
    transferred, // 已转送
    drafted,     // 已拟稿
    at_counsel,  // 法律审核中
    signed_off,  // 审核通过
    approved,    // 已批准
    issued,      // 已印发
    served,      // 已送达
    archived,    // 已归档
    elsewhere,   // 由其他机关办理: another organ holds the round, and we follow it
    answered,    // 其他机关已答复
    concluded,   // 已终止: ended without an opinion
};
inline constexpr std::size_t stage_count = 14;

enum class Act : std::uint8_t {
    accept,
    decline,
    transfer,
    draft,
    submit,
    claim,
    release,
    recuse,
    send_back,
    sign_off,
    approve,
    issue,
    serve,
    close,
    note_acceptance, // of the organ that holds the round
    record_result,   // its opinion
    take_back,       // it objected, and we agree: ours again to dispose of
    remand,          // to the organ whose opinion was revoked, for a new handling round
    serve_notice,    // a notice beside the document that the round ends in
    ask_extension,   // 延长办理期限: the drafter asks
    extend,          // and a leader grants it
    deny_extension,  // or does not
    note_hearing,    // 听证: its days are not counted
    ask_supplement,  // 补正: the request lacks something
    note_supplement, // and it came
    ask_ending,      // 终止: withdrawn, died, settled, mediated; the clerk asks
    end,             // and a leader grants it
    deny_ending,     // or does not
    note_answer,     // 答辩: the organ complained of has answered
    mark_urgent,     // 重大、紧急信访事项
    clear_urgent,    // or it is none
    note_report,     // whom it was reported to
    add_mandate,     // 代理人、代表人、监护人: somebody speaks for the petitioners
    end_mandate,     // and no more
};
inline constexpr std::size_t act_count = 34;

std::string_view name(Stage stage);          // "at_counsel"
std::string_view chinese(Stage stage);       // "法律审核中"
std::string_view name(Act act);              // "sign_off"
Result<Stage> parse_stage(std::string_view); // corrupt "stage.unknown"
Result<Act> parse_act(std::string_view);     // invalid "act.unknown"

} // namespace docket::review
