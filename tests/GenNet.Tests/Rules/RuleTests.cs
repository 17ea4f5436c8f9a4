using GenNet.Rules;
using GenNet.Specs;

namespace GenNet.Tests.Rules;

public sealed class RuleTests
{
    private static readonly Dictionary<string, RuleValue> s_values = new()
    {
        ["input"] = RuleValue.Of(EquatableArray.Of(28, 14, 3)),
        ["units"] = RuleValue.Of(10L),
        ["kernel_size"] = RuleValue.Of(EquatableArray.Of(3, 5)),
        ["ratio"] = RuleValue.Of(0.25),
        ["use_bias"] = RuleValue.Of(true),
        ["mode"] = RuleValue.Of("Sum"),
    };

    private static readonly Dictionary<string, RuleType> s_types = s_values.ToDictionary(static v => v.Key, static v => v.Value.Type);

    [Theory]
    [InlineData("", "()")]
    [InlineData("units", "(10,)")]
    [InlineData("Units, units", "(10, 10)")]
    [InlineData("input", "(28, 14, 3)")]
    [InlineData("input[..^1], units", "(28, 14, 10)")]
    [InlineData("input[1..], input[0]", "(14, 3, 28)")]
    [InlineData("input[1..2]", "(14,)")]
    [InlineData("input[..0]", "()")]
    [InlineData("kernelSize, input[^1], units", "(3, 5, 3, 10)")]
    [InlineData("(input[0] - kernelSize[0]) / 2 + 1", "(13,)")]
    [InlineData("2 + 3 * 4 - -1", "(15,)")]
    [InlineData("units % 4", "(2,)")]
    [InlineData("floor(units * ratio), ceil(units * ratio)", "(2, 3)")]
    [InlineData("min(units, 3), max(units, 3)", "(3, 10)")]
    [InlineData("product(input), sum(kernelSize)", "(1176, 8)")]
    [InlineData("input.Rank, KernelSize.Length", "(3, 2)")]
    [InlineData("useBias ? units : 1", "(10,)")]
    [InlineData("mode == Mode.Sum ? 1 : 2, mode == 'Sum' ? 1 : 2", "(1, 1)")]
    [InlineData("!useBias || units >= 10 && input[^1] != 4 ? 7 : 8", "(7,)")]
    public void Shape_OfARule_FollowsFromInputsAndArguments(string rule, string shape)
    {
        var parsed = Rule.Parse(rule);

        parsed.CheckShape(s_types);

        Assert.Equal(shape, parsed.ShapeIn(s_values).ToKerasString());
    }

    [Theory]
    [InlineData("input[^1", "", "the rule ends where ']' is expected")]
    [InlineData("units +", "", "the rule ends where a number, a name or '(' is expected")]
    [InlineData("units units", "units", "'units' stands where an operator, a comma or the end is expected")]
    [InlineData("units, , 3", ",", "',' stands where a number")]
    [InlineData("units; 3", ";", "';' has no meaning in a rule")]
    [InlineData("'Sum", "'Sum", "the text has no closing '")]
    [InlineData("unit", "unit", "'unit' is neither an input nor an argument: there are input, units, kernelSize")]
    [InlineData("units[0]", "units", "is a whole number, where a list is needed")]
    [InlineData("input + 1", "input", "is a list, where a number is needed")]
    [InlineData("units * ratio", "units * ratio", "is a number with a fraction, and a dimension is a whole number: use floor(…) or ceil(…)")]
    [InlineData("useBias", "useBias", "is true or false, and a dimension is a whole number")]
    [InlineData("units ? 1 : 2", "units", "is a whole number, where true or false is needed")]
    [InlineData("units == mode ? 1 : 2", "units == mode", "compares a whole number with a text")]
    [InlineData("round(ratio)", "round", "'round' is no function of 1 arguments")]
    [InlineData("input.Width", "Width", "'Width' is nothing that a list has")]
    [InlineData("99999999999999999999", "99999999999999999999", "the number is too large")]
    public void Rule_ThatMakesNoSense_IsRefusedAtTheWord(string rule, string word, string problem)
    {
        var error = Assert.Throws<RuleException>(() => Rule.Parse(rule).CheckShape(s_types));

        Assert.Equal(word, rule.Substring(error.Start, error.Length));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("input[3]", "input[3]", "asks for axis 3, and (28, 14, 3) has none such")]
    [InlineData("input[^4]", "input[^4]", "asks for axis ^4, and (28, 14, 3) has none such")]
    [InlineData("input[2..1]", "input[2..1]", "asks for axes that (28, 14, 3) doesn't have")]
    [InlineData("units / (units - 10)", "units / (units - 10", "divides by 0")]
    [InlineData("units - 10", "units - 10", "is 0, and a dimension must be at least 1")]
    public void Rule_WithoutAValue_IsRefusedThere(string rule, string word, string problem)
    {
        var error = Assert.Throws<RuleException>(() => Rule.Parse(rule).ShapeIn(s_values));

        Assert.Equal(word, rule.Substring(error.Start, error.Length));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("units % 5 == 0", true)]
    [InlineData("input.Rank == 2", false)]
    [InlineData("input.Rank == 2 && input[5] > 1", false)]
    public void Condition_HoldsOrNot(string rule, bool holds)
    {
        var parsed = Rule.Parse(rule);

        parsed.CheckCondition(s_types);

        Assert.Equal(holds, parsed.HoldsIn(s_values));
    }

    [Theory]
    [InlineData("units", "is a whole number, where a condition is needed")]
    [InlineData("useBias, useBias", "must be one condition")]
    public void Condition_ThatIsNone_IsRefused(string rule, string problem) =>
        Assert.Contains(problem, Assert.Throws<RuleException>(() => Rule.Parse(rule).CheckCondition(s_types)).Message, StringComparison.Ordinal);

    [Fact]
    public void Number_ThatIsTooLarge_Overflows() =>
        Assert.Throws<OverflowException>(() => Rule.Parse("9223372036854775807 + units").ShapeIn(s_values));

    [Theory]
    [InlineData("Research", "Gate", "Research", "Gate")]
    [InlineData("Research", "Gate", "Research.Models", "Research.Gate")]
    [InlineData("Research", "Dense", "Research", "Research.Dense")]
    [InlineData("", "Gate", "", "Gate")]
    [InlineData("", "Dense", "", "global.Dense")]
    [InlineData("", "Gate", "Research", "global.Gate")]
    public void Kind_OfALayerOfOnesOwn_IsNobodyElses(string layerNamespace, string name, string modelNamespace, string kind) =>
        Assert.Equal(kind, CustomKind.Of(layerNamespace, name, modelNamespace));

    [Fact]
    public void EveryKindOfGenNet_IsAClassOfKeras() =>
        Assert.All(LayerCatalog.Kinds, static kind => Assert.Equal("A." + kind, CustomKind.Of("A", kind, "A")));
}
