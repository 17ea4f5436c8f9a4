using System.Collections.Concurrent;
using System.Reflection;
using GenNet.TestSupport;

namespace GenNet.Conformance.Layers;

/// <summary>The compiled classes of all cases of a layer kind: one compilation a kind.</summary>
internal sealed class LayerModels
{
    private static readonly ConcurrentDictionary<(string Kind, bool HasRunTimeLength), Lazy<LayerModels>> s_kinds = [];

    private readonly Dictionary<string, LayerSource> _sources = [];
    private readonly Dictionary<string, string> _notSupported = [];
    private readonly Lazy<Assembly> _assembly;

    private LayerModels(string kind, bool hasRunTimeLength)
    {
        foreach (var layer in LayerCase.Of(kind))
        {
            var (source, reason) = LayerSource.Of(layer, hasRunTimeLength);
            if (source is not null)
                _sources.Add(layer.Id, source);
            else
                _notSupported.Add(layer.Id, reason!);
        }
        _assembly = new(() => ModelCompiler.CompileWith([typeof(IGpuPlan).Assembly], LayerSource.File(_sources.Values)).Assembly);
    }

    /// <summary>The cases of <paramref name="kind"/>.</summary>
    /// <param name="kind">The layer kind.</param>
    /// <param name="hasRunTimeLength">Whether the classes' inputs have a length that each call says.</param>
    public static LayerModels Of(string kind, bool hasRunTimeLength = false) =>
        s_kinds.GetOrAdd((kind, hasRunTimeLength), static key => new(() => new LayerModels(key.Kind, key.HasRunTimeLength))).Value;

    /// <summary>The classes of all cases that GenNet can have.</summary>
    public IReadOnlyCollection<LayerSource> Sources => _sources.Values;

    /// <summary>The class of a case; null if GenNet can't have it.</summary>
    public LayerSource? Source(string id) => _sources.GetValueOrDefault(id);

    /// <summary>Why GenNet can't have the case.</summary>
    public string ReasonOf(string id) => _notSupported[id];

    /// <summary>The compiled class of a case.</summary>
    public Type TypeOf(LayerSource source) => _assembly.Value.GetType(source.ClassName, throwOnError: true)!;
}
