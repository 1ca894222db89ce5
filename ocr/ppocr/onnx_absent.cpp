#include "ocr/ppocr/onnx.hpp"

namespace docket::ocr::ppocr {

Result<std::unique_ptr<Runtime>> load_runtime(const std::filesystem::path& /*library*/, int /*threads*/) {
    return fail(Kind::unavailable, "ocr.no_runtime",
                "这个程序编译时没有 ONNX Runtime；请运行 ./run 安装后重新编译");
}

} // namespace docket::ocr::ppocr
