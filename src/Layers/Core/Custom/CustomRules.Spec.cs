using GenNet.Naming;
using GenNet.Rules;

namespace GenNet.Specs;

/// <summary>The rules of a user's layer for inputs of known shapes and arguments of known values.</summary>
/// <param name="names">Shapes and values by their names in snake case.</param>
internal sealed class CustomRules(IReadOnlyDictionary<string, RuleValue> names)
{
    /// <summary>The shape that <paramref name="rule"/> gives.</summary>
    /// <param name="what">What has the shape, for messages.</param>
    /// <param name="rule">The rule.</param>
    /// <exception cref="SpecException">It gives none.</exception>
    public TensorShape ShapeOf(string what, string rule) => Ask(what, rule, r => r.ShapeIn(names));

    /// <summary>Whether there is such a weight.</summary>
    public bool Has(CustomWeight weight) => weight.When is not { } when || Ask(weight.Name, when, r => r.HoldsIn(names));

    /// <summary>Checks what the layer requires.</summary>
    /// <exception cref="SpecException">It doesn't hold.</exception>
    public void Require(CustomRequirement requirement)
    {
        if (!Ask("what it requires", requirement.Condition, r => r.HoldsIn(names)))
            throw new SpecException($"{requirement.Message} ({requirement.Condition} doesn't hold{Given(requirement.Condition)})");
    }

    /// <summary>The variable that <paramref name="weight"/> is.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="arguments">The layer's arguments, of which some may be for the weight: <c>kernel_initializer</c>.</param>
    public VariableSpec Variable(CustomWeight weight, EquatableArray<LayerArgument> arguments)
    {
        ArgumentValue? Given(string what) => arguments.FirstOrDefault(a => a.Name == $"{weight.Name}_{what}")?.Value;
        var initializer = Given("initializer")?.ToObject() is string name && KerasEnum.TryParse<Initializer>(name, out var given) ? given : weight.Initializer;
        var (l1, l2) = (Given("l1"), Given("l2"));
        return new WeightArguments(initializer, l1 is null ? weight.L1 : NumberOf(l1), l2 is null ? weight.L2 : NumberOf(l2))
            .Variable(weight.Name, ShapeOf(weight.Name, weight.Rule)) with { IsState = weight.IsState };
    }

    private static double NumberOf(ArgumentValue value) => Convert.ToDouble(value.ToObject(), System.Globalization.CultureInfo.InvariantCulture);

    private T Ask<T>(string what, string rule, Func<Rule, T> ask)
    {
        try
        {
            return ask(Rule.Parse(rule));
        }
        catch (RuleException error)
        {
            throw new SpecException($"{what} is '{rule}'{Given(rule)}: '{rule.Substring(error.Start, error.Length)}' {error.Message}");
        }
    }

    // The values that a rule speaks of: with units 8 and input (4,).
    private string Given(string rule)
    {
        var spoken = names.Where(name => System.Text.RegularExpressions.Regex.IsMatch(rule, $@"\b({PascalCase.Camel(name.Key)}|{PascalCase.Of(name.Key)}|{name.Key})\b")).ToArray();
        return spoken.Length == 0 ? "" : $" with {string.Join(" and ", spoken.Select(static name => $"{PascalCase.Camel(name.Key)} {name.Value}"))}";
    }
}
