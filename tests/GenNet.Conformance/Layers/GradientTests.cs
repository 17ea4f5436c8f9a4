using System.Globalization;
using GenNet.Conformance.Numerics;
using GenNet.Specs;

namespace GenNet.Conformance.Layers;

/// <summary>
/// Every gradient against central differences of the forward pass, at random inputs and weights, one tensor at a time: needs no reference, and
/// covers what the fixtures' numbers don't.
/// </summary>
public sealed class GradientTests(ConformanceSummary summary)
{
    private const float Step = 1 / 256f;

    // Of a slope, over one step.
    private const double LargestBend = 0.05;

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var kind in LayerCase.Kinds)
        {
            foreach (var layer in LayerCase.Of(kind).Where(layer => LayerModels.Of(kind).Source(layer.Id) is { HasRealOutputs: true } source && layer.HasGradients && !HoldsStateConstant(source)))
                cases.Add(kind, layer.Id);
        }
        return cases;
    }

    // Batch renormalization's output depends on its moving averages, which every call changes, and its gradient counts them as constants; so does spectral normalization with the kernel's norm.
    private static bool HoldsStateConstant(LayerSource source) =>
        source.Case.Training && source.Model.Layers[0].Spec is BatchNormalizationSpec { Renorm: true } or SpectralNormalizationSpec;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_WhenComparedWithDifferences_IsTheSlope(string kind, string id)
    {
        using var run = LayerRun.StartOrSkip(summary.Gradients, kind, id);
        var tensors = new Tensors(run, new Random(kind.Length + id.Length));
        var here = tensors.Forward();
        foreach (var name in tensors.Names)
            CheckSlope(run, tensors, name, here);
        run.Passed();
    }

    private static void CheckSlope(LayerRun run, Tensors tensors, string name, float[] here)
    {
        var direction = tensors.Random(tensors.LengthOf(name));
        var ahead = tensors.ForwardAt(name, direction, Step);
        var behind = tensors.ForwardAt(name, direction, -Step);
        var weights = tensors.Random(here.Length);
        var (slope, bend, rounding, kinks) = (0.0, 0.0, 0.0, 0);
        for (var i = 0; i < here.Length; i++)
        {
            var right = ((double)ahead[i] - here[i]) / Step;
            var left = ((double)here[i] - behind[i]) / Step;
            var noise = 2 * run.Roundings * Closeness.Rounding * Math.Abs(here[i]) / Step;
            if (Math.Abs(right - left) > (LargestBend * (Math.Abs(right) + Math.Abs(left))) + noise)
            {
                // This output has a kink here, or bends too much for differences to say its slope: leave it out of the loss.
                weights[i] = 0;
                kinks++;
            }
            slope += weights[i] * (right + left) / 2;
            bend += Math.Pow(weights[i] * (right - left), 2);
            rounding += Math.Pow(weights[i] * noise, 2);
        }
        Assert.True(kinks <= here.Length / 4, $"{run.Case}: {kinks} of {here.Length} outputs have no slope along {name}.");
        var expected = tensors.Gradient(name, weights).Zip(direction, static (g, d) => (double)g * d).Sum();

        // Outputs round, and bend over a step, independently of each other.
        var tolerance = Math.Sqrt(rounding) + Math.Sqrt(bend);
        Assert.True(
            Math.Abs(slope - expected) <= tolerance,
            string.Create(CultureInfo.InvariantCulture, $"{run.Case}: the slope along {name} is {slope:G9} and its gradient says {expected:G9}; {tolerance:G3} is allowed."));
    }

    private sealed class Tensors
    {
        private readonly LayerRun _run;
        private readonly Random _random;
        private readonly float[][] _inputs;

        public Tensors(LayerRun run, Random random)
        {
            _run = run;
            _random = random;
            _inputs = [.. run.Model.Model.Description.Inputs.Select((input, i) => input.DType == DType.Float32
                ? Random(run.Rows * (int)input.Shape.ElementCount)
                : run.Inputs[i])];
            foreach (var variable in run.Model.Model.Layers[0].Variables)
            {
                // Variances and standard deviations are positive.
                var values = Random((int)variable.Shape.ElementCount);
                variable.Assign(variable.IsTrained ? values : [.. values.Select(static v => 1.25f + (v / 2))]);
            }
        }

        public float[] Random(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((2 * _random.NextDouble()) - 1))];

        public float[] Forward() => _run.Model.ForwardTraining(_inputs, _run.Case.Training);

        public IEnumerable<string> Names => _run.Model.Model.Description.Inputs.Where(static i => i.DType == DType.Float32).Select(static i => i.Name)
            .Concat(_run.Model.Model.Layers[0].Variables.Where(static v => v.IsTrained).Select(CompiledModel.KeyOf));

        public int LengthOf(string name) => InputOf(name) is >= 0 and var input ? _inputs[input].Length : _run.Model.Values(name).Length;

        public float[] Gradient(string name, float[] outputGradient)
        {
            var result = _run.Model.Train(_inputs, outputGradient, _run.Case.Training);
            return InputOf(name) is >= 0 and var input ? result.InputGradients[input] : result.WeightGradients[name];
        }

        public float[] ForwardAt(string name, float[] direction, float step)
        {
            if (InputOf(name) is >= 0 and var index)
            {
                float[][] moved = [.. _inputs];
                moved[index] = Moved(_inputs[index], direction, step);
                return _run.Model.ForwardTraining(moved, _run.Case.Training);
            }
            var values = _run.Model.Values(name);
            _run.Model.Assign(name, Moved(values, direction, step));
            var output = Forward();
            _run.Model.Assign(name, values);
            return output;
        }

        private int InputOf(string name) => _run.Model.Model.Description.Inputs.ToList().FindIndex(input => input.Name == name);

        private static float[] Moved(float[] values, float[] direction, float step) => [.. values.Select((v, i) => v + (step * direction[i]))];
    }
}
