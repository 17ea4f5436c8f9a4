using System.Globalization;
using GenNet.Conformance.Numerics;

namespace GenNet.Conformance.Layers;

/// <summary>A case of a layer under test: its compiled model, its arrays, and its place in the summary.</summary>
internal sealed partial class LayerRun : IDisposable
{
    // What the reference itself is off by where Keras computed it in float32: 1e-6 of the largest value.
    private const double Float32Reference = 1e-6 / Closeness.Rounding;

    private readonly ConformanceCount _count;
    private readonly double _terms;
    private readonly Type _type;
    private double _worst;

    /// <summary>A case.</summary>
    /// <param name="count">Where it is counted.</param>
    /// <param name="layer">What it is.</param>
    /// <param name="terms">Terms of its longest sum.</param>
    /// <param name="type">Its model's class.</param>
    /// <param name="device">Where it runs.</param>
    public LayerRun(ConformanceCount count, LayerCase layer, double terms, Type type, Device device)
    {
        _count = count;
        _terms = terms;
        _type = type;
        Case = layer;
        Arrays = layer.OpenArrays();
        Model = new(type, device);
        Rows = layer.InputShapes[0][0];
        Model.Length = Model.Model.Description.LargestLength > 0 ? layer.InputShapes[0][1] : 0;
    }

    /// <summary>The case.</summary>
    public LayerCase Case { get; }

    /// <summary>Keras' numbers.</summary>
    public FixtureArrays Arrays { get; }

    /// <summary>The case's model.</summary>
    public CompiledModel Model { get; }

    /// <summary>Batch rows.</summary>
    public int Rows { get; }

    /// <summary>Inputs as Keras was given them.</summary>
    public float[][] Inputs => [.. Enumerable.Range(0, Case.InputShapes.Length).Select(i => Arrays.Floats(string.Create(CultureInfo.InvariantCulture, $"{Case.Id}/input/{i}")))];

    /// <summary>float32 roundings that a result may be off by, those of a reference in float32 included.</summary>
    public double Roundings => (Case.IsFloat32Reference ? Float32Reference : 0) + Closeness.Elementwise + _terms;

    /// <summary>Another instance of the case's model on <paramref name="device"/>.</summary>
    public CompiledModel On(Device device) => new(_type, device);

    /// <summary>Gives a model the case's weights.</summary>
    public void AssignVariables(CompiledModel model)
    {
        foreach (var name in NamesUnder("var"))
            model.Assign(name, Arrays.Floats($"{Case.Id}/var/{name}"));
    }

    /// <summary>Last parts of the names of the case's arrays under <paramref name="group"/>.</summary>
    public string[] NamesUnder(string group)
    {
        var prefix = $"{Case.Id}/{group}/";
        return [.. Arrays.Names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Select(n => n[prefix.Length..]).Order(StringComparer.Ordinal)];
    }

    /// <summary>Compares with an array of the case.</summary>
    public void Check(string what, float[] actual, string array, double scale = 0)
    {
        var off = Closeness.Check(what, actual, Arrays.Doubles($"{Case.Id}/{array}"), Roundings, scale);
        _worst = Math.Max(_worst, off / Roundings);
    }

    /// <summary>Derivative of the loss by the outputs, one after another; 0 where Keras has none to compare with.</summary>
    public float[] OutputGradient => [.. Enumerable.Range(0, Case.OutputCount).SelectMany(i =>
        Arrays.Has($"{Case.Id}/grad_output/{i}") ? Arrays.Floats($"{Case.Id}/grad_output/{i}") : new float[Arrays.Doubles($"{Case.Id}/output/{i}").Length])];

    /// <summary>Compares with the case's outputs, one after another: outputs that are copies or constants must be equal.</summary>
    public void CheckOutputs(string what, float[] outputs)
    {
        var next = 0;
        for (var i = 0; i < Case.OutputCount; i++)
        {
            var expected = Arrays.Doubles($"{Case.Id}/output/{i}");
            var output = outputs[next..(next + expected.Length)];
            next += expected.Length;
            if (Case.IsExact)
                Closeness.CheckEqual($"{what} {i}", output, expected);
            else
                Check($"{what} {i}", output, $"output/{i}");
        }
        Assert.Equal(next, outputs.Length);
    }

    /// <summary>Counts the case as passed.</summary>
    public void Passed() => _count.Passed(Case.Kind, Case.Id, _worst);

    public void Dispose()
    {
        Model.Dispose();
        Arrays.Dispose();
    }
}
