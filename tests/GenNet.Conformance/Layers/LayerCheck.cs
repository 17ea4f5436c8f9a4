using GenNet.Conformance.Numerics;
using GenNet.Specs;

namespace GenNet.Conformance.Layers;

/// <summary>Whether a layer computes what Keras does.</summary>
internal static class LayerCheck
{
    /// <summary>Runs a case as Keras ran it and compares what comes of it.</summary>
    public static void AsKerasRanIt(LayerRun run)
    {
        var layer = run.Case;
        run.AssignVariables(run.Model);

        if (layer.Adapts)
            ((Normalization)run.Model.Model.Layers[0]).Adapt(new(TensorShape.Of(layer.InputShapes[0]), run.Inputs[0]));
        for (var call = 1; call < layer.Calls; call++)
            run.Model.Infer(run.Inputs);
        if (!layer.HasGradients)
        {
            run.CheckOutputs("inference output", run.Model.Infer(run.Inputs));
            return;
        }
        // It leaves the states that layers carry from call to call as they are.
        var result = run.Model.Train(run.Inputs, run.OutputGradient, layer.Training);
        var inference = layer.Training ? null : run.Model.Infer(run.Inputs);

        if (inference is not null)
            run.CheckOutputs("inference output", inference);
        run.CheckOutputs("output", result.Output);
        CheckGradients(run, result);
        if (run.NamesUnder("losses") is { Length: > 0 } losses)
            Assert.Equal(losses.Sum(name => run.Arrays.Doubles($"{layer.Id}/losses/{name}")[0]), result.Penalty, 1e-6 * Math.Abs(result.Penalty));
        foreach (var name in run.NamesUnder("after/var"))
            run.Check($"{name} after the call", run.Model.Values(name), $"after/var/{name}");
        foreach (var name in run.NamesUnder("after/state"))
            run.Check($"state {name} after the call", run.Model.CarriedState(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)), $"after/state/{name}");
    }

    private static void CheckGradients(LayerRun run, TrainingResult result)
    {
        // Some gradients are 0 in theory and hold only rounding: measure all of a case by its largest.
        var names = run.NamesUnder("grad/input").Select(static n => "grad/input/" + n).Concat(run.NamesUnder("grad/var").Select(static n => "grad/var/" + n)).ToArray();
        var largest = names.Select(name => Closeness.LargestMagnitude(run.Arrays.Doubles($"{run.Case.Id}/{name}"))).DefaultIfEmpty().Max();
        foreach (var name in names)
        {
            var last = name[(name.IndexOf('/', "grad/".Length) + 1)..];
            var actual = name.StartsWith("grad/input/", StringComparison.Ordinal)
                ? result.InputGradients[int.Parse(last, System.Globalization.CultureInfo.InvariantCulture)]
                : result.WeightGradients[last];
            run.Check($"gradient of {last}", actual, name, largest);
        }
    }
}
