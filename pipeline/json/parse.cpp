// Poco reads the JSON; this handler builds our values and refuses what Poco lets pass (a member named twice).
#include "pipeline/json/json.hpp"

#include <Poco/Exception.h>
#include <Poco/JSON/Handler.h>
#include <Poco/JSON/Parser.h>

#include <string>

namespace docket::json {

namespace {

class Builder final : public Poco::JSON::Handler {
  public:
    void reset() override { stack_.clear(); }
    void startObject() override { stack_.push_back({Value(Object{}), {}}); }
    void endObject() override { close(); }
    void startArray() override { stack_.push_back({Value(Array{}), {}}); }
    void endArray() override { close(); }
    void key(const std::string& k) override {
        if (stack_.back().value.object()->find(k))
            throw Poco::SyntaxException("the member \"" + k + "\" is named twice");
        stack_.back().key = k;
    }
    void null() override { put({}); }
    void value(int v) override { put(v); }
    void value(unsigned v) override { put(static_cast<std::int64_t>(v)); }
    void value(Poco::Int64 v) override { put(static_cast<std::int64_t>(v)); }
    void value(Poco::UInt64 v) override {
        if (v > static_cast<Poco::UInt64>(INT64_MAX)) throw Poco::RangeException("a number is too large");
        put(static_cast<std::int64_t>(v));
    }
    void value(const std::string& v) override { put(v); }
    void value(double v) override { put(v); }
    void value(bool v) override { put(v); }

    Value take() { return std::move(root_); }

  private:
    struct Open {
        Value value;
        std::string key;
    };
    void close() {
        Value done = std::move(stack_.back().value);
        stack_.pop_back();
        put(std::move(done));
    }
    void put(Value v) {
        if (stack_.empty()) {
            root_ = std::move(v);
        } else if (auto& top = stack_.back(); auto* object = top.value.object()) {
            object->set(std::move(top.key), std::move(v));
        } else {
            top.value.array()->push_back(std::move(v));
        }
    }
    std::vector<Open> stack_;
    Value root_;
};

} // namespace

Result<Value> parse(std::string_view text) {
    try {
        Poco::SharedPtr<Builder> builder = new Builder;
        Poco::JSON::Parser parser(builder);
        parser.setDepth(64);
        if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
            return fail(Kind::invalid, "json.malformed", "the text is empty");
        parser.parse(std::string(text));
        return builder->take();
    } catch (const Poco::Exception& e) {
        std::string why = e.displayText();
        for (auto& c : why)
            if (c == '\n' || c == '\r') c = ' ';
        return fail(Kind::invalid, "json.malformed", why);
    }
}

} // namespace docket::json
