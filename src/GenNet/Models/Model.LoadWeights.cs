using System.Runtime.InteropServices;
using GenNet.Kernels;
using GenNet.Specs;
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
    /// A file of GenNet's that was saved with an older version of the weight contract, one that the contract keeps, gets to the class through what that declares (<see cref="FormerNameAttribute"/>,
    /// <see cref="ReinitializedAttribute"/>, <see cref="WeightMigrationAttribute"/>); <see cref="LoadReport.Migrations"/> has the steps.
    /// A new model whose weights nobody has asked for has none to keep: it takes memory for them once, and no initializer runs.
    /// </summary>
    /// <remarks>
    /// A file that another program writes to meanwhile is refused, from its first byte on: load it again. What no system tells is a program that pauses between its
    /// writes for as long as the load takes, one that writes through mapped memory, and, on file systems with coarse times (FAT, some network drives), a write within
    /// one step of their clock. Programs that write another file and rename it, as <see cref="SaveWeights(string, SaveOptions)"/> does, are safe at any moment.
    /// </remarks>
    /// <param name="path">The file; what it holds decides how it is read.</param>
    /// <param name="options">What may be missing, left over or of another shape; null, the default, is <see cref="LoadOptions.Strict"/>: nothing.</param>
    /// <returns>What became of every variable and every array of the file.</returns>
    /// <exception cref="WeightLoadException">
    /// The file doesn't fit the model, or has nothing for any variable of it; the message lists every variable with both shapes.
    /// </exception>
    /// <exception cref="WeightFileException">The file is damaged, no weight file, or was written to while it was read.</exception>
    /// <exception cref="IOException">The file can't be read, or is a folder, a pipe, a socket or a device.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty, or <see cref="LoadOptions.FromVersion"/> names a version that the contract doesn't keep, or another than the file does.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public LoadReport LoadWeights(string path, LoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RequireLoadable(nameof(LoadWeights));
        using var file = OpenWeights(path);
        return Load(file, options);
    }

    /// <summary>
    /// What <see cref="LoadWeights(string, LoadOptions)"/> would do, for a look at start-up or in a health check. The whole file is read; nothing is assigned. What doesn't fit is no
    /// exception here: <see cref="LoadReport.Refusal"/> says it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What may pass; null, the default, is <see cref="LoadOptions.Strict"/>.</param>
    /// <exception cref="WeightFileException">The file is damaged, no weight file, or was written to while it was read.</exception>
    /// <exception cref="IOException">The file can't be read, or is a folder, a pipe, a socket or a device.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public LoadReport CheckWeights(string path, LoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        using var file = OpenWeights(path);
        return Check(file, options);
    }

    /// <summary><see cref="LoadWeights(string, LoadOptions)"/> for generated code, whatever members of its name the model's class has.</summary>
    protected static LoadReport FillWeights(Model model, string path, LoadOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.LoadWeights(path, options);
    }

    private void RequireLoadable(string what)
    {
        ThrowIfPart(what);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
    }

    private LoadReport Load(IWeightContainer file, LoadOptions? options, CancellationToken cancellation = default)
    {
        if (MigratedLoad.Of(file, Description, options ?? LoadOptions.Strict) is { } migrated)
            return Load(migrated, SelectedLayers.Of(options ?? LoadOptions.Strict, ExpectedModel.Of(Description)));
        var plan = PlanLoad(file, options);
        var weights = NewWeights();
        VariableDescription[] variables = [.. VariableDescriptions];
        var report = WeightLoader.Read(plan, file, variable =>
        {
            cancellation.ThrowIfCancellationRequested();
            return ElementsOf(variables[variable], weights.SlotsOf(variables[variable]));
        });
        cancellation.ThrowIfCancellationRequested();
        var anew = variables.Where((_, i) => plan.Variables[i].State == PlannedState.BeginsAnew).ToHashSet(ReferenceEqualityComparer.Instance);
        if (anew.Count > 0)
            WeightInitializer.Initialize(Description, weights, Seed, anew.Contains);
        ReplaceWeights(weights, [.. variables.Where((variable, i) => plan.Variables[i].Source is null && !anew.Contains(variable))]);
        return report;
    }

    private LoadReport Load(MigratedLoad migrated, SelectedLayers? selected)
    {
        var (report, values, failure) = migrated.Run(InitialValuesOf);
        if (report.Refusal is not null)
            throw new WeightLoadException(report, failure);
        var weights = NewWeights();
        var variables = Layers.Zip(Description.Layers).SelectMany(pair => pair.First.Variables.Select(variable => (Variable: variable, IsWanted: selected?.Contains(pair.Second.KerasName) ?? true))).ToArray();
        foreach (var ((variable, _), value) in variables.Zip(values))
            variable.Take(value, weights);
        ReplaceWeights(weights, [.. variables.Where(static v => !v.IsWanted).Select(static v => v.Variable.Description)]);
        return report;
    }

    private void InitialValuesOf(Span<float> values, VariableDescription variable, int number) => WeightInitializer.Initialize(values, variable, Seed, number);

    private LoadReport Check(IWeightContainer file, LoadOptions? options)
    {
        if (MigratedLoad.Of(file, Description, options ?? LoadOptions.Strict) is { } migrated)
            return migrated.Run(InitialValuesOf).Report;
        var plan = PlanLoad(file, options);
        var report = WeightLoader.Check(plan, file);
        if (report.Refusal is not null)
            return report;
        VariableDescription[] variables = [.. VariableDescriptions];
        var largest = variables.Select(static v => v.Slots).DefaultIfEmpty().Max();
        RetiredMemory.CollectBefore((long)largest * sizeof(float));
        var memory = new float[largest];
        RetiredMemory.Add(memory, (long)largest * sizeof(float));
        return WeightLoader.Read(plan, file, variable => ElementsOf(variables[variable], memory.AsSpan(0, variables[variable].Slots)));
    }

    private IWeightContainer OpenWeights(string path) => WeightFiles.Open(path, WantedBytes);

    private long WantedBytes => WantedBytesOf(Description);

    private static long WantedBytesOf(ModelDescription model) => model.Layers.SelectMany(static layer => layer.Variables).Sum(static v => v.Shape.ElementCount * Math.Max(sizeof(float), v.DType.Size()));

    private static VariableElements ElementsOf(VariableDescription variable, Span<float> slots) => variable.DType == DType.Float32
        ? new(slots)
        : new(MemoryMarshal.AsBytes(slots)[..checked((int)(variable.Shape.ElementCount * variable.DType.Size()))], variable.DType);

    private IEnumerable<VariableDescription> VariableDescriptions => Description.Layers.SelectMany(static l => l.Variables);

    private LoadPlan PlanLoad(IWeightContainer file, LoadOptions? options) => new(file, ExpectedModel.Of(Description), options ?? LoadOptions.Strict);
}
