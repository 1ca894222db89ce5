#include "review/lifecycle.hpp"

#include "pipeline/base/assert.hpp"

#include <string>

namespace docket::review {

// Four eyes, wherever the persons meet, is proved when this file is compiled.
static_assert(
    decide(Stage::signed_off, Act::approve, Role::leader,
           {.actor = "l", .drafter = "l", .counsel = "c", .text = "t", .signed_text = "t", .named_text = "t"})
        .why == Refusal::same_person);
static_assert(
    decide(
        Stage::signed_off, Act::approve, Role::leader,
        {.actor = "l", .drafter = "d", .counsel = "c", .text = "t2", .signed_text = "t1", .named_text = "t2"})
        .why == Refusal::text_changed);
static_assert(decide(Stage::at_counsel, Act::sign_off, Role::clerk, {}).why == Refusal::wrong_role);

namespace {
struct Words {
    Refusal why;
    Kind kind;
    const char* code;
    const char* sentence;
};
constexpr std::array words{
    Words{Refusal::none, Kind::internal, "act.allowed", "允许。"},
    Words{Refusal::no_such_step, Kind::conflict, "act.no_such_step",
          "此阶段不能进行该操作，请先核对办理进度。"},
    Words{Refusal::wrong_role, Kind::forbidden, "act.wrong_role", "该操作不属于您的岗位职责。"},
    Words{Refusal::not_competent, Kind::forbidden, "act.not_competent",
          "本机关不是有权复查（复核）机关，请告知申请人向有权机关提出。"},
    Words{Refusal::reason_missing, Kind::invalid, "act.reason_missing", "请写明理由（reason）。"},
    Words{Refusal::organ_missing, Kind::invalid, "act.organ_missing",
          "请写明转送的机关（organ，机关代码）。"},
    Words{Refusal::draft_incomplete, Kind::invalid, "act.draft_incomplete",
          "文书内容不完整或与本案不符，请补全后再提交。"},
    Words{Refusal::conflict_of_interest, Kind::forbidden, "act.conflict_of_interest",
          "您与本案有利害关系，应当回避。"},
    Words{Refusal::declaration_missing, Kind::invalid, "act.declaration_missing",
          "领取前请声明与本案无利害关系（declaration: true）。"},
    Words{Refusal::task_not_held, Kind::conflict, "act.task_not_held", "该审核任务不在您名下，请先领取。"},
    Words{Refusal::text_changed, Kind::conflict, "act.text_changed",
          "文稿已变动，或摘要不符，请重新核对最新文稿后再决定。"},
    Words{Refusal::same_person, Kind::forbidden, "act.same_person", "拟稿、审核、批准须由不同的人完成。"},
    Words{Refusal::proof_missing, Kind::invalid, "act.proof_missing",
          "请写明送达方式、签收人、送达日期和凭证；送达不得早于成文日期。公告送达的写公告之日，公告期满才视为"
          "送达。"},
    Words{Refusal::document_missing, Kind::conflict, "act.document_missing", "文书尚未生成，请稍后再试。"},
    Words{Refusal::finding_open, Kind::conflict, "act.finding_open",
          "审查发现的问题还没有逐条答复，请写明理由后再继续。"},
    Words{Refusal::veto_open, Kind::conflict, "act.veto_open",
          "仍有未排除的否决问题：请修改文稿，或者由法律顾问写明理由认定不成立。"},
    Words{Refusal::contract_over, Kind::forbidden, "act.contract_over",
          "您的法律顾问合同不在有效期内，现在只能查看，不能领取或者作出审核决定；请联系管理员。"},
    Words{Refusal::ground_missing, Kind::invalid, "act.ground_missing", "请选择不予受理的情形（ground）。"},
    Words{Refusal::ground_unfit, Kind::invalid, "act.ground_unfit",
          "这种情形不适用于本轮程序或者本件的提出方式，请另选，或者改为受理、转送。"},
    Words{Refusal::way_missing, Kind::invalid, "act.way_missing",
          "请写明可以向哪个机关、按什么途径提出（way），告知书要写进去。"},
    Words{Refusal::lateness_unproven, Kind::conflict, "act.lateness_unproven",
          "没有证据证明原意见何时送达，期限没有起算，不能以逾期为由不予受理。请先登记原意见的送达证明。"},
    Words{Refusal::lateness_contradicted, Kind::conflict, "act.lateness_contradicted",
          "按送达证明和邮戳计算，申请没有超过期限，不能以逾期为由不予受理。"},
    Words{Refusal::postmark_wanted, Kind::conflict, "act.postmark_wanted",
          "申请到达时刚过期限，交邮日可能在期限内：请先看信封，登记邮戳日期。"},
    Words{Refusal::service_missing, Kind::conflict, "act.service_missing",
          "告知书还没有登记送达，请先送达并登记证明，再归档。"},
    Words{Refusal::result_missing, Kind::invalid, "act.result_missing",
          "请写明承办机关意见书的文号（number）和日期（date）。"},
    Words{Refusal::reply_awaited, Kind::conflict, "act.reply_awaited",
          "交办要求反馈结果，承办机关还没有答复：请先登记办理结果，再归档。"},
    Words{Refusal::nothing_remanded, Kind::conflict, "act.nothing_remanded",
          "本意见没有责令重新办理，不需要发回。"},
    Words{Refusal::remand_due, Kind::conflict, "act.remand_due",
          "本意见责令重新办理：请先发回原办理机关，开始新一轮办理，再归档。"},
    Words{Refusal::notice_unknown, Kind::invalid, "act.notice_unknown",
          "请写明送达的是本件的哪一份告知书（notice，从1起的序号）。"},
    Words{Refusal::notice_known, Kind::conflict, "act.notice_known", "这份告知书已经登记过送达。"},
    Words{Refusal::not_extendable, Kind::conflict, "act.not_extendable",
          "现行的期限没有延长的规定：只有办理期限可以延长，复查、复核期限不能延长。"},
    Words{Refusal::extended_already, Kind::conflict, "act.extended_already",
          "办理期限已经延长过一次，不能再延长。"},
    Words{Refusal::extension_pending, Kind::conflict, "act.extension_pending",
          "已经有一份延长申请在等领导审批。"},
    Words{Refusal::extension_days, Kind::invalid, "act.extension_days",
          "请写明延长多少日（days），延长不超过三十日。"},
    Words{Refusal::extension_unasked, Kind::conflict, "act.extension_unasked", "没有等待审批的延长申请。"},
    Words{Refusal::period_over, Kind::conflict, "act.period_over", "办理期限已经届满，届满之后不能再延长。"},
    Words{Refusal::hearing_counted, Kind::conflict, "act.hearing_counted",
          "现行的期限没有扣除听证时间的规定：只有复核期限不计听证时间。"},
    Words{Refusal::hearing_days, Kind::invalid, "act.hearing_days",
          "请写明听证从哪一日（from）到哪一日（until）：不早于收到申请之日，不晚于今天，与已登记的听证不重叠"
          "。"},
    Words{Refusal::accused_organ, Kind::forbidden, "act.accused_organ",
          "检举控告的内容和有关情况不得透露、转给被检举控告的人员或者单位：请改送其上级机关，或者纪检监察机关"
          "。"},
    Words{Refusal::not_supplementable, Kind::conflict, "act.not_supplementable",
          "只有复查、复核申请可以要求补正，并且本机关须已采用补正的规定（office.json 的 supplement）。"},
    Words{Refusal::supplement_asked_already, Kind::conflict, "act.supplement_asked_already",
          "补正只能要求一次，需要补正的内容应当一次性告知。"},
    Words{Refusal::supplement_unlisted, Kind::invalid, "act.supplement_unlisted",
          "请逐项写明需要补正的内容（wanted），告知书要一次性列全。"},
    Words{Refusal::supplement_unasked, Kind::conflict, "act.supplement_unasked",
          "没有要求补正，或者补正材料已经登记收到。"},
    Words{Refusal::supplement_day, Kind::invalid, "act.supplement_day",
          "请写明补正材料到达之日（on）：不早于要求补正之日，不晚于今天；邮戳日期（posted_"
          "on）不晚于到达之日。"},
    Words{Refusal::supplement_open, Kind::conflict, "act.supplement_open",
          "补正告知书没有证明送达，或者补正期限没有届满，或者材料已在期限内补来：不能以逾期未补正为由不予受理"
          "。"},
    Words{Refusal::route_missing, Kind::invalid, "act.route_missing",
          "请选择应当走的途径（route，《信访工作条例》第三十一条第几项）。"},
    Words{Refusal::route_unfit, Kind::invalid, "act.route_unfit",
          "所选途径与本操作不符：只有第六项的事项作为信访受理；第一至四项的告知途径，第五项的转送负有该职责的"
          "机关。"},
    Words{Refusal::ending_incomplete, Kind::invalid, "act.ending_incomplete",
          "请写明终止的情形（kind）、发生之日（on，不早于收到来件之日，不晚于今天）和证明（proof）。"},
    Words{Refusal::ending_pending, Kind::conflict, "act.ending_pending",
          "已经有一份终止办理的申请在等领导审批。"},
    Words{Refusal::ending_unasked, Kind::conflict, "act.ending_unasked", "没有等待审批的终止办理申请。"},
    Words{Refusal::answer_unasked, Kind::conflict, "act.answer_unasked",
          "本轮没有向被申请人发出提交材料、答辩通知书，没有可以登记的答复。"},
    Words{Refusal::answer_known, Kind::conflict, "act.answer_known", "被申请人的答复已经登记。"},
    Words{Refusal::answer_day, Kind::invalid, "act.answer_day",
          "请写明答复到达之日（on）：不早于通知书的日期，不晚于今天。"},
    Words{Refusal::answer_untold, Kind::invalid, "act.answer_untold",
          "请写明答复的要点（summary），至少两个字。"},
    Words{
        Refusal::report_missing, Kind::conflict, "act.report_missing",
        "重大紧急事项须立即报告本级党委和政府、上一级信访部门并同时报国家信访局：请先登记两项报告，再归档。"},
    Words{Refusal::urgent_already, Kind::conflict, "act.urgent_already", "本件已经认定为重大紧急事项。"},
    Words{Refusal::not_urgent, Kind::conflict, "act.not_urgent",
          "本件没有认定为重大紧急事项：需要的，请先认定，再登记报告。"},
    Words{Refusal::report_unclear, Kind::invalid, "act.report_unclear",
          "请写明向谁报告（to：government 或 superior）、报告之日（on：不早于收到来件之日，不晚于今天）和报告"
          "方式（by）。"},
    Words{Refusal::report_known, Kind::conflict, "act.report_known", "这项报告已经登记过。"},
    Words{
        Refusal::mandate_incomplete, Kind::invalid, "act.mandate_incomplete",
        "请写明是代理人、代表人还是监护人（kind）、姓名（name）、起始日期（from）和凭证（proof）；截止日期（"
        "until）不早于起始日期。"},
    Words{Refusal::too_many_agents, Kind::conflict, "act.too_many_agents",
          "同一时间最多委托两名代理人：请先登记原代理人的委托终止，再登记新的。"},
    Words{Refusal::too_many_representatives, Kind::conflict, "act.too_many_representatives",
          "多人采用走访形式提出共同的信访事项的，代表人数不得超过五人：请先登记原代表人终止，再登记新的。"},
    Words{Refusal::mandate_unknown, Kind::invalid, "act.mandate_unknown",
          "请写明终止的是本件的哪一名代理人、代表人或者监护人（mandate，从1起的序号），已经终止的除外。"},
    Words{Refusal::mandate_day, Kind::invalid, "act.mandate_day",
          "请写明自哪一日起终止（on）：不早于起始日期，不晚于今天。"},
    Words{
        Refusal::mandate_over, Kind::conflict, "act.mandate_over",
        "签收人在送达之日没有代理权（尚未开始、已经到期或者已经终止），不能视为送达申请人：请核对签收人和日期"
        "，或者先登记新的委托。"},
    Words{Refusal::organ_merged, Kind::conflict, "act.organ_merged",
          "该机关已经合并或者撤销，请改送继续行使其职权的机关。"},
};
constexpr bool in_order() {
    for (std::size_t i = 0; i < words.size(); ++i)
        if (static_cast<std::size_t>(words[i].why) != i) return false;
    return true;
}
static_assert(in_order() && words.size() == static_cast<std::size_t>(Refusal::organ_merged) + 1);
} // namespace

std::string_view sentence(Refusal why) { return words.at(static_cast<std::size_t>(why)).sentence; }

Failure to_failure(Refusal why, Stage at, Act act) {
    const auto& word = words.at(static_cast<std::size_t>(why));
    return fail(word.kind, word.code,
                std::string(word.sentence) + "（" + std::string(chinese(at)) + " · " +
                    std::string(name(act)) + "）");
}

std::string picture() {
    std::string out = "stateDiagram-v2\n    [*] --> registered\n";
    for (const auto& step : lifecycle)
        out += "    " + std::string(name(step.from)) + " --> " + std::string(name(step.to)) + " : " +
               std::string(name(step.on)) + " (" + std::string(name(step.by)) + ")\n";
    return out + "    archived --> [*]\n";
}

std::string picture_of_asides() {
    std::string out = "| act | by | during |\n| --- | --- | --- |\n";
    for (const auto& aside : asides) {
        out += "| " + std::string(name(aside.on)) + " | " + std::string(name(aside.by)) + " | ";
        std::string stages;
        for (std::size_t s = 0; s < stage_count; ++s)
            if (const auto stage = static_cast<Stage>(s); aside.during.has(stage))
                stages += (stages.empty() ? "" : ", ") + std::string(name(stage));
        out += stages + " |\n";
    }
    return out;
}

std::vector<Act> acts_at(Stage stage, Role role) {
    std::vector<Act> out;
    for (const auto& step : lifecycle)
        if (step.from == stage && step.by == role) out.push_back(step.on);
    for (const auto& aside : asides)
        if (aside.during.has(stage) && aside.by == role) out.push_back(aside.on);
    return out;
}

} // namespace docket::review
