#include "ocr/ppocr/onnx.hpp"

#define ORT_API_MANUAL_INIT
#include <onnxruntime_cxx_api.h>
#undef ORT_API_MANUAL_INIT

#include <dlfcn.h>

#include <functional>
#include <numeric>

namespace docket::ocr::ppocr {
namespace {

Failure engine_failed(const Ort::Exception& error) {
    return fail(Kind::internal, "ocr.engine_failed",
                std::string("识读模型运行失败，请重试：") + error.what());
}

class OnnxModel final : public Model {
  public:
    explicit OnnxModel(Ort::Session session) : session_(std::move(session)) {
        const Ort::AllocatorWithDefaultOptions names;
        input_ = session_.GetInputNameAllocated(0, names).get();
        output_ = session_.GetOutputNameAllocated(0, names).get();
    }

    Result<void> run(std::span<const std::int64_t> shape, std::span<const float> values,
                     const Output& output) override {
        try {
            const auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
            // The runtime reads an input tensor and never writes it; its interface has no word for that.
            auto tensor = Ort::Value::CreateTensor<float>(memory, const_cast<float*>(values.data()),
                                                          values.size(), shape.data(), shape.size());
            const char* inputs[] = {input_.c_str()};
            const char* outputs[] = {output_.c_str()};
            const auto given = session_.Run(Ort::RunOptions{nullptr}, inputs, &tensor, 1, outputs, 1);
            const auto dims = given.front().GetTensorTypeAndShapeInfo().GetShape();
            const auto count =
                std::accumulate(dims.begin(), dims.end(), std::int64_t{1}, std::multiplies<>());
            output(dims, {given.front().GetTensorData<float>(), static_cast<std::size_t>(count)});
            return {};
        } catch (const Ort::Exception& error) {
            return engine_failed(error);
        }
    }

  private:
    Ort::Session session_;
    std::string input_, output_;
};

class OnnxRuntime final : public Runtime {
  public:
    explicit OnnxRuntime(int threads) : env_(ORT_LOGGING_LEVEL_ERROR, "docket") {
        options_.SetIntraOpNumThreads(threads);
        options_.SetInterOpNumThreads(1);
        options_.SetGraphOptimizationLevel(GraphOptimizationLevel::ORT_ENABLE_ALL);
        options_.DisableCpuMemArena();
        options_.DisableMemPattern(); // pages and lines differ in size: each pattern would keep its memory
        options_.AddConfigEntry("session.intra_op.allow_spinning", "0");
    }

    Result<std::unique_ptr<Model>> open(const std::filesystem::path& model) override {
        try {
            return std::unique_ptr<Model>(
                std::make_unique<OnnxModel>(Ort::Session(env_, model.c_str(), options_)));
        } catch (const Ort::Exception& error) {
            return fail(Kind::corrupt, "ocr.model_unusable",
                        "识读模型 " + model.filename().string() + " 不能使用，请重新安装：" + error.what());
        }
    }

  private:
    Ort::Env env_;
    Ort::SessionOptions options_;
};

Failure no_runtime(const std::string& why) {
    return fail(Kind::unavailable, "ocr.no_runtime", "没有 ONNX Runtime（" + why + "）；请运行 ./run 安装");
}

} // namespace

Result<std::unique_ptr<Runtime>> load_runtime(const std::filesystem::path& library, int threads) {
    // Stays open until the process ends: its threads and tables outlive any handle of ours.
    void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        const char* why = dlerror();
        return no_runtime(why == nullptr ? "打不开" : why);
    }
    using Entry = const OrtApiBase*(ORT_API_CALL*)();
    const auto entry = reinterpret_cast<Entry>(dlsym(handle, "OrtGetApiBase"));
    const OrtApi* api = entry == nullptr ? nullptr : entry()->GetApi(ORT_API_VERSION);
    if (api == nullptr) return no_runtime("版本太旧");
    Ort::InitApi(api);
    try {
        return std::unique_ptr<Runtime>(std::make_unique<OnnxRuntime>(threads));
    } catch (const Ort::Exception& error) {
        return no_runtime(error.what());
    }
}

} // namespace docket::ocr::ppocr
