using System.Globalization;
using System.Reflection;
using GenNet.Conformance.Numerics;
using GenNet.Operations;
using GenNet.Specs;

namespace GenNet.Conformance.Operations;

/// <summary>What <see cref="OperationBodies"/> say as they stand is what their compiled form computes, and gradients are the slopes of it.</summary>
public sealed class OperationBodyTests
{
    private const int Rows = 3;

    public static TheoryData<string> Bodies() => [.. OperationBodies.Names];

    public static TheoryData<string> RealBodies() => [.. OperationBodies.Names.Where(OperationBodies.IsReal)];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Body_WhenItRunsAsItStands_EqualsPredict(string name)
    {
        using var model = new CompiledModel(OperationBodies.TypeOf(name), Device.Cpu(2), seed: 3);
        var inputs = Inputs(name);
        var tensors = inputs.Select(values => TensorOf(name, values)).ToArray();

        var asItStands = (Tensor)model.Model.GetType().GetMethod("AsItStands")!.Invoke(model.Model, tensors)!;

        Closeness.Check(name, model.Infer(inputs), asItStands.ToDoubles(), roundings: 100);
    }

    [Theory]
    [MemberData(nameof(RealBodies))]
    public void Gradient_OfABody_IsItsSlope(string name)
    {
        using var model = new CompiledModel(OperationBodies.TypeOf(name), Device.Cpu(2), seed: 3);
        var inputs = Inputs(name);
        var random = new Random(7);
        float[] weights = [.. model.Infer(inputs).Select(_ => (float)((2 * random.NextDouble()) - 1))];

        var result = model.Train(inputs, weights, training: true);

        Closeness.Check(name, result.Output, Array.ConvertAll(model.Infer(inputs), static value => (double)value), roundings: 16);
        for (var input = 0; input < inputs.Length; input++)
        {
            // What StopGradient stops has a slope, and quotients that are cut off have jumps.
            if (name == "mod" || (name == "filled" && input == 0))
                continue;
            double[] slopes = [.. inputs[input].Select((_, element) => Slope(model, inputs, weights, input, element))];
            for (var i = 0; i < slopes.Length; i++)
                Assert.Equal(slopes[i], result.InputGradients[input][i], 2e-3 * Math.Max(1, Closeness.LargestMagnitude(slopes)));
        }
    }

    [Theory]
    [MemberData(nameof(RealBodies))]
    public void Body_WhenWarm_AllocatesNothing(string name)
    {
        using var model = new CompiledModel(OperationBodies.TypeOf(name), Device.Cpu(2), seed: 3);

        Assert.Equal(0, model.AllocatedBytes(Inputs(name), training: true));
    }

    [Fact]
    public void Tensor_OfEveryOperation_HasAMethod()
    {
        var methods = typeof(Tensor).GetMethods(BindingFlags.Static | BindingFlags.Public).Select(static method => method.Name).ToHashSet();

        Assert.Superset(OperationCatalog.Names.ToHashSet(), methods);
    }

    // Differences of fourth order; the step crosses none of the bounds that bodies have.
    private static double Slope(CompiledModel model, float[][] inputs, float[] weights, int input, int element)
    {
        const float step = 1f / 2048;
        double Loss(float by)
        {
            float[][] moved = [.. inputs.Select(static values => (float[])values.Clone())];
            moved[input][element] += by;
            return model.Infer(moved).Zip(weights, static (value, weight) => (double)value * weight).Sum();
        }
        return (((Loss(step) - Loss(-step)) * 4) - ((Loss(2 * step) - Loss(-2 * step)) / 2)) / (6 * step);
    }

    private static float[][] Inputs(string name)
    {
        var (random, size) = (new Random(name.Length), Rows * OperationBodies.SizeOf(name));
        // All different, and half a hundredth apart from each hundredth: no two are equal, and none is a bound that bodies have.
        return [.. Enumerable.Range(0, 2).Select(input => Enumerable.Range(0, size)
            .Select(i => OperationBodies.IsReal(name) ? 0.265f + ((((input * size) + i + name.Length) * 29 % 73) / 100f) : random.Next(0, 6)).ToArray())];
    }

    private static Tensor TensorOf(string name, float[] values)
    {
        int[] row = OperationBodies.SizeOf(name) switch { 12 => [3, 4], 9 => [3, 3], var size => [size] };
        var shape = TensorShape.Of([Rows, .. row]);
        return OperationBodies.IsReal(name) ? new(shape, values) : Tensor.Of(shape, Array.ConvertAll(values, static value => Convert.ToInt32(value, CultureInfo.InvariantCulture)));
    }
}
