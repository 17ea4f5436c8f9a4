using GenNet.Conformance.Numerics;

namespace GenNet.Conformance.Models;

/// <summary>An instance of a fixture's model.</summary>
/// <param name="model">The model.</param>
/// <param name="roundings">float32 roundings of a pass of so many rows.</param>
/// <param name="keys">What the fixtures call its variables, by path.</param>
/// <param name="outputs">What the fixtures call its outputs; null if by their layers.</param>
internal sealed class KerasInstance(Model model, Func<int, double> roundings, IReadOnlyDictionary<string, string> keys, IReadOnlyList<string>? outputs = null) : IDisposable
{
    private readonly Func<float[][], float[][]> _predict = PredictAll.Of(model);

    /// <summary>The model.</summary>
    public Model Model => model;

    /// <summary>Its variables by key, as <c>hidden_1/kernel</c>.</summary>
    public IReadOnlyDictionary<string, Variable> Variables { get; } = KerasVariables.Of(model)
        .ToDictionary(v => keys.GetValueOrDefault(v.Path, $"{v.Variable.LayerName}/{v.Variable.Description.ScopedName}"), static v => v.Variable);

    /// <summary>All outputs of the generated <c>Predict</c>.</summary>
    public float[][] Predict(float[][] inputs) => _predict(inputs);

    /// <summary>The model's inputs from arrays named <c>&lt;prefix&gt;/&lt;input&gt;&lt;suffix&gt;</c>.</summary>
    public float[][] Inputs(FixtureArrays arrays, string prefix, string suffix = "") =>
        [.. model.Description.Inputs.Select(input => arrays.Floats($"{prefix}/{input.KerasName}{suffix}"))];

    /// <summary>Keras names of the outputs: those of the layers that yield them, unless the fixture says others.</summary>
    public IReadOnlyList<string> OutputNames => outputs ?? [.. model.Description.Outputs.Select(static o => o.KerasName)];

    /// <summary>Gives the variables the values of arrays named <c>&lt;prefix&gt;/&lt;layer&gt;/&lt;variable&gt;</c>.</summary>
    public void Assign(FixtureArrays arrays, string prefix)
    {
        foreach (var (key, variable) in Variables)
            variable.Assign(arrays.Floats($"{prefix}/{key}"));
    }

    /// <summary>float32 roundings of a pass of <paramref name="rows"/> rows.</summary>
    public double Roundings(int rows) => roundings(rows);

    public void Dispose() => model.Dispose();
}
