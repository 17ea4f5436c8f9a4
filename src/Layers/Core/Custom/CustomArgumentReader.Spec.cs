using System.Globalization;
using System.Text;
using GenNet.Rules;

namespace GenNet.Specs;

/// <summary>Reads arguments of a user's layer, and hands them on to contracts, rules and generated code.</summary>
public static class CustomArgumentReader
{
    /// <summary>The argument as it stands.</summary>
    /// <exception cref="SpecException">It is missing, of another type or out of bounds.</exception>
    public static LayerArgument Read(CustomArgument argument, LayerArguments given) =>
        new(argument.Name, Value(argument, given) ?? argument.Default ?? throw LayerArguments.Missing(argument.Name), argument.Default, argument.Role);

    /// <summary>The value as rules have it: no text is an empty one, no list an empty one.</summary>
    public static RuleValue ToRule(ArgumentValue value, CustomArgument argument) => argument.Type switch
    {
        CustomArgumentType.Int32 => RuleValue.Of((long)value.ToObject()!),
        CustomArgumentType.Boolean => RuleValue.Of((bool)value.ToObject()!),
        CustomArgumentType.Double or CustomArgumentType.Single => RuleValue.Of(Convert.ToDouble(value.ToObject(), CultureInfo.InvariantCulture)),
        CustomArgumentType.Member => RuleValue.Of(MemberOf(value)),
        CustomArgumentType.Integers => RuleValue.Of((value.ToObject() as long[] ?? []).Select(static item => (int)item).ToEquatableArray()),
        _ => RuleValue.Of(value.ToObject() as string ?? ""),
    };

    /// <summary>What rules make of such an argument.</summary>
    public static RuleType RuleTypeOf(CustomArgumentType type) => type switch
    {
        CustomArgumentType.Int32 => RuleType.Integer,
        CustomArgumentType.Boolean => RuleType.Boolean,
        CustomArgumentType.Double or CustomArgumentType.Single => RuleType.Number,
        CustomArgumentType.Integers => RuleType.List,
        _ => RuleType.Text,
    };

    /// <summary>The value in C#.</summary>
    public static string Literal(LayerArgument argument, CustomArgument declared) => (declared.Type, argument.Value.Type) switch
    {
        (_, ArgumentType.None) => "null",
        (CustomArgumentType.Single, _) => $"(float){argument.Value.CSharp}",
        (CustomArgumentType.Member, _) => $"{declared.CSharpType}.@{MemberOf(argument.Value)}",
        (CustomArgumentType.Text, _) => Quote(argument.Value.Contract),
        (CustomArgumentType.Integers, _) => $"new int[] {{ {argument.Value.Contract} }}",
        _ => argument.Value.CSharp,
    };

    private static ArgumentValue? Value(CustomArgument argument, LayerArguments given)
    {
        switch (argument.Type)
        {
            case CustomArgumentType.Int32:
                return given.Int32(argument.Name, argument.Minimum is { } minimum ? (int)Math.Ceiling(minimum) : int.MinValue) is { } whole
                    ? whole <= (argument.Maximum ?? int.MaxValue)
                        ? ArgumentValue.Of((long)whole)
                        : throw SpecException.Of(argument.Name, $"is {whole} and must be at most {ArgumentValue.Of(argument.Maximum!.Value)}")
                    : null;
            case CustomArgumentType.Double or CustomArgumentType.Single:
                return given.Double(argument.Name, argument.Minimum ?? double.MinValue, argument.Maximum ?? double.MaxValue) is { } real ? ArgumentValue.Of(real) : null;
            case CustomArgumentType.Boolean:
                return given.Boolean(argument.Name) is { } truth ? ArgumentValue.Of(truth) : null;
            case CustomArgumentType.Integers:
                return given.Integers(argument.Name) is { } list ? ArgumentValue.Of(list) : null;
            case CustomArgumentType.Member:
                return given.Text(argument.Name) is { } member ? Member(argument, member) : null;
            default:
                return given.Text(argument.Name) is { } text ? ArgumentValue.Of(text) : null;
        }
    }

    private static ArgumentValue Member(CustomArgument argument, string member) => argument.Members.Contains(member)
        ? ArgumentValue.Member(argument.CSharpType.Substring(argument.CSharpType.LastIndexOfAny(['.', ':']) + 1), member)
        : throw SpecException.Of(argument.Name, $"is {member} and must be one of {string.Join(", ", argument.Members)}");

    private static string MemberOf(ArgumentValue value) => value.CSharp.Substring(value.CSharp.LastIndexOf('.') + 1);

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c is '"' or '\\' ? "\\" + c : char.IsControl(c) || c is '\u2028' or '\u2029' ? "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture) : c.ToString());
        return quoted.Append('"').ToString();
    }
}
