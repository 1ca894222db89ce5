#include "pipeline/app/arguments.hpp"

#include <algorithm>

namespace docket::app {

Failure usage(std::string sentence) { return fail(Kind::invalid, "usage", std::move(sentence)); }
bool is_usage(const Failure& failure) { return failure.code == "usage"; }

Result<Arguments> Arguments::parse(std::span<const std::string> words, std::span<const Option> options) {
    Arguments out;
    bool only_files = false; // after "--"
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (only_files || word.size() < 2 || word.substr(0, 2) != "--") {
            out.rest_.emplace_back(word);
            continue;
        }
        if (word == "--") {
            only_files = true;
            continue;
        }
        const auto equals = word.find('=');
        const auto name = word.substr(2, equals == std::string_view::npos ? equals : equals - 2);
        const auto known =
            std::find_if(options.begin(), options.end(), [&](const Option& o) { return o.name == name; });
        if (known == options.end())
            return usage("没有选项 --" + std::string(name) + "；用 --help 查看用法。");
        if (known->value.empty()) {
            if (equals != std::string_view::npos) return usage("--" + std::string(name) + " 不带值。");
            out.values_[std::string(name)] = "";
        } else if (equals != std::string_view::npos) {
            out.values_[std::string(name)] = std::string(word.substr(equals + 1));
        } else if (i + 1 < words.size()) {
            out.values_[std::string(name)] = words[++i];
        } else {
            return usage("--" + std::string(name) + " 需要一个值：" + std::string(known->value) + "。");
        }
    }
    return out;
}

std::string Arguments::text(std::string_view name, std::string_view otherwise) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string(otherwise) : found->second;
}

} // namespace docket::app
