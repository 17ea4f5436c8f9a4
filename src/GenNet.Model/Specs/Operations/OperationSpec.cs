using System.Globalization;

namespace GenNet.Specs;

/// <summary>
/// An operation on tensors of a <c>Forward</c> body, or of <c>keras.ops</c>: a layer without a class, a name and variables. It stands in contracts as <c>(transpose_1)  Transpose axes=0,2,1 from=…</c>:
/// what it is given besides tensors is behaviour, since another one means other weights.
/// </summary>
public abstract record OperationSpec : LayerSpec
{
    /// <summary>The same in C#, given the names of what it takes: <c>Tensor.Transpose(x, 0, 2, 1)</c>.</summary>
    public abstract string Write(IReadOnlyList<string> inputs);

    /// <summary>A number as C# and Keras have it.</summary>
    protected static string Number(double value) => value switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>Whole numbers, one after another.</summary>
    protected static string Numbers(IEnumerable<int> values) => string.Join(", ", values.Select(static value => value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>What the operation is given besides tensors.</summary>
    protected static LayerArgument Argument(string name, ArgumentValue value) => new(name, value, null, ArgumentRole.Behaviour);

    /// <summary>No variables.</summary>
    protected static EquatableArray<VariableSpec> None => EquatableArray<VariableSpec>.Empty;
}
