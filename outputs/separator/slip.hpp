// 送达回证: the slip that is signed when a document is served, with a QR code by which it finds its way back
// to its case when it is scanned. Plain; its contents are those of 民事诉讼法 87 to 89 by analogy. Pure; any
// thread.
#pragma once

#include "outputs/layout/display_list.hpp"
#include "outputs/layout/font_metrics.hpp"
#include "pipeline/base/result.hpp"

#include <string>
#include <vector>

namespace docket::outputs {

struct SlipWish {
    std::string office;            // 送达机关
    std::string case_number;       // 案号
    std::string title, number;     // of the document
    std::string recipients;        // 受送达人
    std::vector<std::string> ways; // 直接送达, 留置送达, …: one is ticked
    std::string issued_on;         // 填发日期; not the day of service, which is written by hand
    std::string qr_text;
};

// One A4 page. Failure: internal "barcode.not_made".
Result<DisplayList> service_slip(const SlipWish& wish, const FontMetrics& fonts);

} // namespace docket::outputs
