namespace GenNet.Contracts;

/// <summary>Operations in messages as a <c>Forward</c> body has them: <c>dense / 255</c>, <c>dense[:, 1:3]</c>, and by their names where there is no other way: <c>Transpose(dense, axes=0,2,1)</c>.</summary>
internal static class OperationText
{
    private static readonly Dictionary<string, string> s_operators = new(StringComparer.Ordinal)
    {
        ["Add"] = "+", ["Subtract"] = "-", ["Multiply"] = "*", ["TrueDivide"] = "/", ["Greater"] = ">", ["GreaterEqual"] = ">=", ["Less"] = "<", ["LessEqual"] = "<=",
    };

    /// <summary>A call in words.</summary>
    /// <param name="call">The call.</param>
    /// <param name="inputs">What it takes, in words.</param>
    public static string Of(ContractCall call, IReadOnlyList<string> inputs)
    {
        var given = call.Arguments.ToDictionary(static a => a.Name, static a => a.Value, StringComparer.Ordinal);
        if (call.Kind == "GetItem" && given.TryGetValue("key", out var key))
            return $"{Operand(inputs[0])}[{key}]";
        if (call.Kind == "Negative")
            return "-" + Operand(inputs[0]);
        if (s_operators.TryGetValue(call.Kind, out var sign) && Number(given) is { } number)
            return given.ContainsKey("x1") ? $"{number} {sign} {Operand(inputs[0])}" : $"{Operand(inputs[0])} {sign} {number}";
        return call.Kind == "TrueDivide" && inputs.Count == 2
            ? $"{Operand(inputs[0])} / {Operand(inputs[1])}"
            : $"{call.Kind}({string.Join(", ", inputs.Concat(call.Arguments.Select(static a => $"{a.Name}={a.Value}")))})";
    }

    private static string? Number(Dictionary<string, string> given) => given.TryGetValue("x1", out var first) ? first : given.TryGetValue("x2", out var second) ? second : null;

    // What is written with an operator of its own needs parentheses.
    private static string Operand(string text) => text.Contains(' ') && !text.EndsWith(")", StringComparison.Ordinal) ? $"({text})" : text;
}
