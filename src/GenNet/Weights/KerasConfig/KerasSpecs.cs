using System.Text.Json;
using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>Looks up GenNet's layers for those of a Keras graph.</summary>
/// <param name="reading">What for.</param>
/// <param name="problems">Takes what has no counterpart, a line a layer.</param>
/// <param name="notes">Takes what is left out though it was set.</param>
/// <param name="otherTypes">Takes layers that compute in another type than float32.</param>
/// <param name="gaps">Takes layers that are custom ones to be written, where the reading leaves gaps.</param>
internal sealed class KerasSpecs(KerasReading reading, ICollection<string> problems, ICollection<string> notes, ICollection<KerasLayerType> otherTypes, ICollection<KerasGap> gaps)
{
    private const string DType = "dtype";

    /// <summary>The layer; null if it has no counterpart, of which a problem then says why.</summary>
    /// <param name="name">Its name; of a layer within another one with that one's in front.</param>
    /// <param name="value">Its class and config.</param>
    /// <param name="output">Shape of what it yields, where the config tells.</param>
    public LayerSpec? Of(string name, KerasObject value, TensorShape? output = null)
    {
        if (Augmentation.Is(value))
            return Augmented(name, value);
        if (value.IsKerasOwn && LayerCatalog.IsKind(value.ClassName))
            return Create(name, value);
        var gap = KerasGap.Of(name, value);
        if (!reading.LeavesGaps)
        {
            problems.Add(gap.Reason);
            return null;
        }
        gaps.Add(gap);
        return new GapSpec(gap.ClassName, KerasGap.Settings(value), output);
    }

    private LayerSpec? Augmented(string name, KerasObject value)
    {
        var own = new List<string>();
        var spec = Augmentation.AtInference(value, own);
        foreach (var note in own)
            notes.Add($"layer '{name}': {note}");
        return spec;
    }

    private LayerSpec? Create(string name, KerasObject value)
    {
        var (own, refused) = (new List<string>(), new List<string>());
        var arguments = KerasArguments.Read(value, reading, own, refused);
        if (reading.IsComparison && KerasArguments.TypeName(value.Entry(DType)) is var type && !KerasEnum.TryParse<DTypePolicy>(type, out _))
        {
            otherTypes.Add(new(name, type));
            arguments = arguments.Where(static argument => argument.Key != DType).ToDictionary(StringComparer.Ordinal);
        }
        LayerSpec? spec = null;
        try
        {
            spec = LayerCatalog.Create(value.ClassName, arguments);
        }
        catch (SpecException error)
        {
            refused.Add(error.Message);
        }
        foreach (var note in own)
            notes.Add($"layer '{name}' ({value.ClassName}): {note}");
        foreach (var problem in refused)
            problems.Add($"layer '{name}' ({value.ClassName}): {problem}");
        return refused.Count > 0 ? null : spec is WrapperSpec wrapper ? Holding(name, wrapper, value) : spec;
    }

    // With the layers that it holds, whose problems are said under both names.
    private WrapperSpec? Holding(string name, WrapperSpec wrapper, KerasObject value)
    {
        var given = new List<GivenContent>();
        foreach (var argument in LayerCatalog.ContentArguments(wrapper.Kind))
        {
            var entry = value.Entry(argument.Name);
            if (entry.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null && given.Count > 0)
                continue;
            var entries = argument.IsList && entry.ValueKind == JsonValueKind.Array ? entry.EnumerateArray().ToArray() : [entry];
            foreach (var one in entries)
            {
                if (Held(name, wrapper, argument, one) is not { } held)
                    return null;
                given.Add(held);
            }
        }
        if (given.Count == 0)
        {
            problems.Add($"layer '{name}' ({wrapper.Kind}) holds nothing");
            return null;
        }
        try
        {
            return wrapper.Holding(given);
        }
        catch (SpecException error)
        {
            problems.Add($"layer '{name}' ({wrapper.Kind}): {error.Message}");
            return null;
        }
    }

    private GivenContent? Held(string name, WrapperSpec wrapper, ContentArgument argument, JsonElement entry)
    {
        if (!KerasObject.TryRead(entry, out var held))
            problems.Add($"layer '{name}' ({wrapper.Kind}): {argument.Name} is {KerasArguments.Shortened(entry)} and must be a layer");
        else if (KerasConfigReader.HasGraph(held) || LayerCatalog.ContentArguments(held.ClassName) is [{ IsList: false }, ..])
            problems.Add($"layer '{name}' ({wrapper.Kind}) holds a {held.ClassName}, and it can hold a single layer that holds no other; put that into a model of its own, which a TimeDistributed may hold");
        else if (!LayerCatalog.IsKind(held.ClassName) || !held.IsKerasOwn)
            problems.Add(KerasGap.Of($"{name}/{held.ConfigText("name") ?? argument.Name}", held).What);
        else if (Create($"{name}/{held.ConfigText("name") ?? argument.Name}", held) is { } spec)
            return new(held.ConfigText("name"), spec);
        return null;
    }
}
