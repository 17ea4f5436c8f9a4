using GenNet.Weights;

namespace GenNet;

public abstract partial class Model
{
    /// <summary>
    /// Loads the weights of a file: a Keras 3 <c>.weights.h5</c>, written by Python or by <c>SaveWeights</c>, a whole Keras model (<c>.keras</c>), or safetensors
    /// with names such as <c>conv1/kernel</c>.
    /// Names decide, one by one, which layer of the file is which; where it has none, or only such as Keras makes itself (<c>dense_1</c>), positions do, if class,
    /// number and every shape agree, and the report says so. Files that GenNet wrote, and whole Keras models, are compared with the class: an activation or epsilon
    /// that has changed is refused, unless <see cref="LoadOptions.AllowBehaviourChange"/> lets it pass. Everything is read and checked into memory beside the
    /// weights, which then takes their place at once: a failed load changes nothing, and predictions that run at the same time finish with the old weights.
    /// </summary>
    /// <param name="path">The file; what it holds decides how it is read.</param>
    /// <param name="options">What may be missing, left over or of another shape; null, the default, is <see cref="LoadOptions.Strict"/>: nothing.</param>
    /// <returns>What became of every variable and every array of the file.</returns>
    /// <exception cref="WeightLoadException">
    /// The file doesn't fit the model, or has nothing for any variable of it; the message lists every variable with both shapes.
    /// </exception>
    /// <exception cref="WeightFileException">The file is damaged or no weight file.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public LoadReport LoadWeights(string path, LoadOptions? options = null)
    {
        ThrowIfPart();
        using var file = OpenWeights(path);
        var plan = PlanLoad(file, options);
        var weights = NewWeights();
        var report = ReadInto(weights, plan, file);
        ReplaceWeights(weights, [.. plan.Variables.Zip(VariableDescriptions, static (v, d) => (v.Source, d)).Where(static p => p.Source is null).Select(static p => p.d)]);
        return report;
    }

    /// <summary>
    /// What <see cref="LoadWeights"/> would do, for a look at start-up or in a health check. The whole file is read; nothing is assigned. What doesn't fit is no
    /// exception here: <see cref="LoadReport.Refusal"/> says it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What may pass; null, the default, is <see cref="LoadOptions.Strict"/>.</param>
    /// <exception cref="WeightFileException">The file is damaged or no weight file.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public LoadReport CheckWeights(string path, LoadOptions? options = null)
    {
        using var file = OpenWeights(path);
        var plan = PlanLoad(file, options);
        var report = WeightLoader.Check(plan, file);
        if (report.Refusal is not null)
            return report;
        var memory = new float[VariableDescriptions.Max(static v => (int?)v.Shape.ElementCount) ?? 0];
        var lengths = VariableDescriptions.Select(static v => (int)v.Shape.ElementCount).ToArray();
        return WeightLoader.Read(plan, file, variable => memory.AsSpan(0, lengths[variable]));
    }

    /// <summary>Loads weights into a model that nobody else has seen yet, straight into its memory: called by generated code, which drops the model on an error.</summary>
    protected static LoadReport FillWeights(Model model, string path, LoadOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var file = model.OpenWeights(path);
        var weights = model.WeightArena;
        var report = model.ReadInto(weights, model.PlanLoad(file, options), file);
        weights.Changed();
        return report;
    }

    private IWeightContainer OpenWeights(string path) => WeightFiles.Open(path, (long)Description.Memory.Weights * sizeof(float));

    private IEnumerable<VariableDescription> VariableDescriptions => Description.Layers.SelectMany(static l => l.Variables);

    private LoadPlan PlanLoad(IWeightContainer file, LoadOptions? options) => new(file, ExpectedModel.Of(Description), options ?? LoadOptions.Strict);

    private LoadReport ReadInto(WeightArena weights, LoadPlan plan, IWeightContainer file)
    {
        VariableDescription[] variables = [.. VariableDescriptions];
        return WeightLoader.Read(plan, file, variable => weights.Of(variables[variable]));
    }
}
