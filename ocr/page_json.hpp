// A page's reading as JSON: the form in which readings are stored and cross between processes. Any thread.
//
//   {"v": 1, "width": 2480, "height": 3508, "turned": 180, "skew": -1.2, "ms": 2100, "engine": "tesseract …",
//    "lines": [{"text": "来信", "engine": "tesseract/chi_sim+eng", "box": [x, y, w, h], "confidence": 962,
//               "boxes": [x, y, w, h, x, y, w, h], "confidences": [971, 953]}]}
//
// `text` has one code point a glyph; `boxes` four numbers and `confidences` one number a glyph, in that
// order. Only where there is something to say: "vertical": true; "others": [[glyph, "车束", 310, 120], …],
// the place in `text`, the candidates and a confidence for each; "second": {"text", "engine"}; of the page
// "blank": true, "steps": {"decode": 60, "orient": 12}, milliseconds, and "barcodes": [{"type", "text",
// "box"}]. Confidences are thousandths; `skew` is rounded to hundredths of a degree. The same page always
// gives the same bytes.
#pragma once

#include "ocr/page.hpp"
#include "pipeline/json/json.hpp"

namespace docket::ocr {

json::Value to_json(const PageText& page);

// Failure: corrupt "page.malformed" when a member is missing, of another type or of the wrong length.
Result<PageText> page_of(const json::Value& value);

} // namespace docket::ocr
