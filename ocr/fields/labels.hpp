// The labels of forms and letters (申请人：, 联系电话：), found also when a reader took one character for
// another. Private to ocr/fields. Free functions; any thread.
#pragma once

#include "ocr/fields/running.hpp"

#include <vector>

namespace docket::ocr {

enum class Label {
    applicant,  // 申请人, 信访人, 反映人 … and at the signature
    signers,    // 联名人, 签名
    respondent, // 被申请人, 被反映单位
    original,   // 原处理机关: the respondent of a review, the original organ of a re-review
    reviewer,   // 复查机关
    agent,      // 委托代理人, 法定代表人: people whose particulars are not the applicant's
    id,
    phone,
    address,
    letter_date,
    received, // 收到日期
    issued,   // 作出日期
    number,   // 文号
    requests,
    facts, // a heading that ends what stood before it
    other, // 性别, 民族, 附件 …: ends a value
};

struct LabelHit {
    Label label{};
    std::size_t begin = 0; // of the label
    std::size_t value = 0; // where its value begins: after the colon
    std::size_t differences = 0;
};

// In the order of the text. A label stands at a boundary and is followed by a colon, or written exactly and
// followed by a gap or the end of the line. Where labels of two kinds fit alike, none is taken.
std::vector<LabelHit> find_labels(const Running& letter);

} // namespace docket::ocr
