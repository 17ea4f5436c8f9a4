using GenNet.Weights;
using GenNet.Weights.KerasH5;

namespace GenNet;

public abstract partial class Model
{
    /// <summary>
    /// Loads the weights of a file: a Keras 3 <c>.weights.h5</c>, written by Python or by <c>SaveWeights</c>, or safetensors with names such as <c>conv1/kernel</c>.
    /// Everything is read and checked before anything is assigned, so a failed load changes nothing. Predictions that run at the same time finish with the old weights.
    /// </summary>
    /// <param name="path">The file; what it holds decides how it is read.</param>
    /// <param name="options">What may be missing, left over or of another shape; null, the default, is <see cref="LoadOptions.Strict"/>: nothing.</param>
    /// <returns>What became of every variable and every array of the file.</returns>
    /// <exception cref="WeightLoadException">The file doesn't fit the model; the message lists every variable with both shapes.</exception>
    /// <exception cref="WeightFileException">The file is damaged or no weight file.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public LoadReport LoadWeights(string path, LoadOptions? options = null)
    {
        using var container = WeightFiles.Open(path);
        var variables = Layers.SelectMany(static l => l.Variables).ToArray();
        var (report, values) = WeightLoader.Read(Description.FullName, container, ExpectedVariables(container), options ?? LoadOptions.Strict);
        var weights = NewWeights();
        var kept = new List<VariableDescription>();
        for (var i = 0; i < variables.Length; i++)
        {
            if (values[i] is { } loaded)
                loaded.CopyTo(weights.Of(variables[i].Description));
            else
                kept.Add(variables[i].Description);
        }
        ReplaceWeights(weights, [.. kept]);
        return report;
    }

    private List<ExpectedVariable> ExpectedVariables(IWeightContainer container)
    {
        var groups = container is KerasWeightsFile keras ? LayerGroups.Of(Description, keras) : null;
        var expected = new List<ExpectedVariable>();
        for (var layer = 0; layer < Description.Layers.Count; layer++)
        {
            var description = Description.Layers[layer];
            for (var i = 0; i < description.Variables.Count; i++)
            {
                var variable = description.Variables[i];
                var path = groups is null ? $"{description.KerasName}/{variable.Name}" : $"{KerasPaths.VariablesOf(groups[layer])}/{i}";
                expected.Add(new(description.KerasName, variable.Name, path, variable.Shape));
            }
        }
        return expected;
    }
}
