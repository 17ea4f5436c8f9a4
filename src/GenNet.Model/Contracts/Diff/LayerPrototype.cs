using System.Collections.Concurrent;
using System.Globalization;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// What a layer does to shapes, found from its contract alone: the layer's own shape rule is asked about inputs that differ in one axis.
/// A contract doesn't give arguments that shapes show, such as <c>units</c>; any will do to see what follows from the input.
/// </summary>
internal sealed class LayerPrototype
{
    // With many divisors, for groups and strides.
    private const int Size = 840;

    // Where so many would be too many elements.
    private const int SizeOfMany = 24;
    private const int FewAxes = 3;
    private const long AnyArgument = 3;
    private const double AnyRate = 0.5;
    private const int LargestRank = 5;
    private const int MostKnown = 4096;

    private static readonly ConcurrentDictionary<(string Kind, EquatableArray<ContractArgument> Arguments), LayerPrototype?> s_known = new();

    private readonly LayerSpec _spec;
    private readonly TensorShape _input;
    private readonly InferredLayer _inferred;

    private LayerPrototype(LayerSpec spec, TensorShape input, InferredLayer inferred) => (_spec, _input, _inferred) = (spec, input, inferred);

    /// <summary>The output's shape for some input, the same one for layers of one kind.</summary>
    public TensorShape Output => _inferred.Output;

    /// <summary>Its variables; their shapes follow from sizes that were made up.</summary>
    public IEnumerable<VariableSpec> Variables => _inferred.Variables;

    /// <summary>The number of axes of that input.</summary>
    public int InputRank => _input.Rank;

    /// <summary>Whether the output has the input's shape.</summary>
    public bool KeepsShape => Output == _input;

    /// <summary>Whether such a layer hands on its input at inference, whatever its arguments.</summary>
    public bool ActsInTrainingAlone => _inferred.Identity == Identity.Inference;

    /// <summary>A layer of <paramref name="kind"/> with such arguments; null if this GenNet doesn't know it.</summary>
    public static LayerPrototype? Of(string kind, IEnumerable<ContractArgument> arguments)
    {
        // Each comparison asks for those of all layers, and to find one takes several tries, each with an exception.
        if (s_known.Count >= MostKnown)
            s_known.Clear();
        return s_known.GetOrAdd((kind, arguments.ToEquatableArray()), static layer => Find(layer.Kind, layer.Arguments));
    }

    private static LayerPrototype? Find(string kind, EquatableArray<ContractArgument> arguments) =>
        Create(kind, arguments) is not { } spec ? null : Enumerable.Range(1, LargestRank)
            .Select(static rank => TensorShape.Of([.. Enumerable.Repeat(rank > FewAxes ? SizeOfMany : Size, rank)]))
            .Select(input => Infer(spec, input) is { } inferred ? new LayerPrototype(spec, input, inferred) : null)
            .FirstOrDefault(static prototype => prototype is not null);

    /// <summary>A layer of <paramref name="kind"/> with such arguments, sizes made up where a contract doesn't give them; null if this GenNet doesn't know it.</summary>
    public static LayerSpec? Declared(string kind, IEnumerable<ContractArgument> arguments) => Create(kind, arguments);

    /// <summary>Keras' names of what calls of such a layer may say besides their inputs; none if this GenNet doesn't know it.</summary>
    public static IEnumerable<string> CallArgumentsOf(string kind, IEnumerable<ContractArgument> arguments) =>
        Create(kind, arguments)?.CallArguments.Where(static a => a.Role == ArgumentRole.Behaviour).Select(static a => a.Name) ?? [];

    /// <summary>Whether dimension <paramref name="axis"/> of <paramref name="variable"/> follows from the input, and not from an argument.</summary>
    public bool IsFromInput(ContractVariable variable, int axis)
    {
        var before = ShapeOf(_inferred, variable);
        return before is not null && Enumerable.Range(0, _input.Rank)
            .Select(changed => TensorShape.Of([.. _input.Dimensions.Select((size, i) => i == changed ? 2 * size : size)]))
            .Select(input => Infer(_spec, input) is { } inferred ? ShapeOf(inferred, variable) : null)
            .Any(after => after is { } shape && shape[axis] != before.Value[axis]);
    }

    /// <summary>Whether the variables have the same names and shapes as those of <paramref name="other"/>.</summary>
    public bool HasVariablesOf(LayerPrototype other) =>
        _inferred.Variables.Select(static v => (v.Name, v.Shape)).SequenceEqual(other._inferred.Variables.Select(static v => (v.Name, v.Shape)));

    /// <summary>Where <paramref name="variable"/> lies below its layer in a file of Keras 3: <c>cell</c>; empty for the layer itself.</summary>
    public string PathOf(string variable) => _inferred.Variables.FirstOrDefault(v => v.Name == variable)?.Path ?? "";

    private static TensorShape? ShapeOf(InferredLayer inferred, ContractVariable variable)
    {
        var found = inferred.Variables.FirstOrDefault(v => v.Name == variable.Name);
        return found is not null && found.Shape.Rank == variable.Shape.Rank ? found.Shape : null;
    }

    private static LayerSpec? Create(string kind, IEnumerable<ContractArgument> arguments)
    {
        var (all, timeAxes) = (arguments.Where(static a => a.Name is not (ContractLayer.ComputeType or ContractLayer.TimeDistributed)).ToArray(), ContractLayer.TimeAxesOf(arguments));
        var contents = all.Where(static a => a.Name.IndexOf('.') < 0 && LayerCatalog.IsKind(a.Value)).ToArray();
        var spec = LayerCatalog.ContentArguments(kind).Count == 0 ? CreateAlone(kind, all) : CreateHolding(kind, all, contents);
        return spec is null || timeAxes == 0 ? spec : spec with { TimeAxes = timeAxes };
    }

    // Of a layer that holds others, the contract gives each one's class by its role, and its arguments behind that.
    private static LayerSpec? CreateHolding(string kind, ContractArgument[] arguments, ContractArgument[] contents)
    {
        var given = contents.Select(content => Create(content.Value, arguments
            .Where(a => a.Name.StartsWith(content.Name + ".", StringComparison.Ordinal))
            .Select(a => a with { Name = a.Name.Substring(content.Name.Length + 1) }))).ToArray();
        try
        {
            return given.Length > 0 && given.All(static spec => spec is not null)
                && CreateAlone(kind, arguments.Where(a => !contents.Any(content => a == content || a.Name.StartsWith(content.Name + ".", StringComparison.Ordinal)))) is WrapperSpec wrapper
                ? wrapper.Holding([.. given.Select(static spec => new GivenContent(null, spec!))])
                : null;
        }
        catch (SpecException)
        {
            return null;
        }
    }

    private static LayerSpec? CreateAlone(string kind, IEnumerable<ContractArgument> arguments)
    {
        var values = arguments.ToDictionary(static a => a.Name, static a => ArgumentValue.Read(a.Value), StringComparer.Ordinal);
        var (madeUp, called) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        for (var attempt = 0; attempt <= values.Count + 2; attempt++)
        {
            try
            {
                var spec = LayerCatalog.Create(kind, values);
                return spec is not null && called.All(name => spec.CallArguments.Any(a => a.Name == name)) ? spec : null;
            }
            catch (SpecException e) when (e.Argument is { } name && !values.ContainsKey(name))
            {
                values[name] = AnyArgument;
                madeUp.Add(name);
            }
            catch (SpecException e) when (e.Argument is { } name && !madeUp.Contains(name) && values[name] is long divisor)
            {
                // Filters that the given groups don't divide: take a multiple.
                foreach (var other in madeUp)
                    values[other] = AnyArgument * divisor;
            }
            catch (SpecException e) when (e.Argument is { } name && madeUp.Contains(name) && values[name] is long)
            {
                values[name] = AnyRate;
            }
            catch (SpecException e) when (e.Argument is { } name && values.ContainsKey(name) && called.Add(name))
            {
                // What calls say stands among the layer's arguments.
                values.Remove(name);
            }
            catch (SpecException)
            {
                return null;
            }
        }
        return null;
    }

    private static InferredLayer? Infer(LayerSpec spec, TensorShape input)
    {
        try
        {
            return spec.InferCall(Enumerable.Repeat(new TensorType(input), Math.Max(1, spec.Inputs.Required)).ToEquatableArray());
        }
        catch (Exception e) when (e is SpecException or OverflowException)
        {
            return null;
        }
    }
}
