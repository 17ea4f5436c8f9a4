namespace GenNet.Contracts;

/// <summary>
/// Finds the layers that take something else than before, and of those the ones that really moved: where two layers changed places, the
/// one behind them is left out, and what takes a new layer or one whose source is gone is explained by that layer.
/// </summary>
internal sealed class ConnectionDiff
{
    private const string Outputs = "(outputs)";

    private readonly LayerMatching _matching;
    private readonly Side _old;
    private readonly Side _now;

    public ConnectionDiff(ContractVersion old, ContractVersion now, LayerMatching matching)
    {
        _matching = matching;
        var kept = new HashSet<string>(matching.Pairs.Where(static p => p.Old is not null).Select(static p => p.Old!.Name), StringComparer.Ordinal);
        _old = new(old, now, name => kept.Contains(name) ? name : null);
        _now = new(now, old, matching.OldName);
    }

    /// <summary>Layers that take other values than before.</summary>
    public IEnumerable<LayerPair> Changed()
    {
        var different = _matching.Pairs
            .Where(pair => pair.Old is not null && !pair.New.TrainingOnly && !pair.Old.TrainingOnly
                && Differs(_old.Of(pair.Old), _now.Of(pair.New)))
            .ToArray();
        // What stands behind a layer that moved takes what it took, of other names.
        var moved = Moved(_matching.Pairs.Where(static pair => pair.Old is not null));
        return different.Where(pair => moved.Contains(pair.Old!.Name) || !IsExplained(_old.Of(pair.Old), _now.Of(pair.New), moved));
    }

    /// <summary>Whether the model returns other values than before.</summary>
    public bool OutputsChanged()
    {
        var (before, after) = (_old.OfOutputs(), _now.OfOutputs());
        return Differs([before], [after])
            && !IsExplained([before], [after], new(Changed().Select(static pair => pair.Old!.Name), StringComparer.Ordinal));
    }

    private HashSet<string> Moved(IEnumerable<LayerPair> kept) => new(
        kept
            .Where(pair => !_old.Upstream(pair.Old!.Name).SetEquals(_now.Upstream(pair.Old.Name)))
            .Select(static pair => pair.Old!.Name),
        StringComparer.Ordinal);

    private static bool Differs(IReadOnlyList<Source[]> before, IReadOnlyList<Source[]> after) =>
        before.Count != after.Count
        || before.Zip(after, static (a, b) => a.Select(static s => s.Text).SequenceEqual(b.Select(static s => s.Text))).Contains(false);

    private bool IsExplained(IReadOnlyList<Source[]> before, IReadOnlyList<Source[]> after, HashSet<string> moved)
    {
        bool Explains(Source source) => source.HasUnmatched || source.Layers.Any(moved.Contains);
        if (before.Count != after.Count)
            return _matching.Removed.Count > 0 || _matching.Pairs.Any(static pair => pair.Old is null);
        return before.Zip(after, (a, b) => a.Length == b.Length
            ? a.Zip(b, (x, y) => x.Text == y.Text || Explains(x) || Explains(y)).All(static explained => explained)
            : a.Concat(b).Any(Explains)).All(static explained => explained);
    }

    /// <summary>A value that is taken: its text in terms of old names, and the layers in that text.</summary>
    private sealed record Source(string Text, IReadOnlyList<string> Layers, bool HasUnmatched);

    private sealed class Side
    {
        private readonly Dictionary<ContractValue, Source> _sources = [];
        private readonly Dictionary<string, HashSet<string>> _takes = new(StringComparer.Ordinal);
        private readonly ContractVersion _version;

        public Side(ContractVersion version, ContractVersion other, Func<string, string?> oldName)
        {
            _version = version;
            for (var i = 0; i < version.Inputs.Count; i++)
                _sources[new(false, version.Inputs[i].Name, 1)] = OfInput(i, version, other);
            foreach (var call in CallOrder.Of(version).Sorted)
                Add(call, call.Layer is null ? null : oldName(call.Layer.Name));
        }

        // Called again with the same, a layer yields the same.
        public IReadOnlyList<Source[]> Of(ContractLayer layer) =>
            layer.Calls.Select(call => Of(layer.Kind, call)).GroupBy(static sources => string.Join("\n", sources.Select(static source => source.Text))).Select(static same => same.First()).ToArray();

        public Source[] OfOutputs() => Of(Outputs, _version.Outputs);

        /// <summary>All layers whose values reach layer <paramref name="name"/>.</summary>
        public HashSet<string> Upstream(string name)
        {
            var reached = new HashSet<string>(StringComparer.Ordinal);
            var next = new Stack<string>([name]);
            while (next.Count > 0)
            {
                if (!_takes.TryGetValue(next.Pop(), out var takes))
                    continue;
                foreach (var layer in takes.Where(reached.Add))
                    next.Push(layer);
            }
            return reached;
        }

        // Inputs are given by their order. Where some are new or gone, names tell which, and what takes a new one is explained by it.
        private static Source OfInput(int index, ContractVersion version, ContractVersion other) => version.Inputs.Count == other.Inputs.Count
            ? new($"({index})", [], false)
            : new($"({version.Inputs[index].Name})", [], !other.Inputs.Any(input => input.Name == version.Inputs[index].Name));

        private Source[] Of(string kind, IEnumerable<ContractValue> inputs)
        {
            var sources = inputs.Select(SourceOf);
            return (FunctionForm.IsCommutative(kind) ? sources.OrderBy(static s => s.Text, StringComparer.Ordinal) : sources).ToArray();
        }

        private Source SourceOf(ContractValue value)
        {
            var source = _sources[value.Whole];
            return value.Output is null ? source : source with { Text = $"{source.Text}[{value.Output}]" };
        }

        // Of the calls that take something else each, which one it is.
        private int NumberOf(ContractCall call)
        {
            var calls = call.Layer!.Calls;
            var distinct = Enumerable.Range(0, call.Value.Call).Select(TextOf).Distinct().ToList();
            return distinct.IndexOf(TextOf(call.Value.Call - 1)) + 1;

            string TextOf(int index) => calls[index].All(input => _sources.ContainsKey(input.Whole)) ? string.Join("\n", Of(call.Kind, calls[index]).Select(static input => input.Text)) : $"?{index}";
        }

        private void Add(ContractCall call, string? name)
        {
            var inputs = Of(call.Kind, call.Inputs);
            var layers = inputs.SelectMany(static i => i.Layers).Distinct().ToArray();
            if (call.Layer is { TrainingOnly: true })
            {
                _sources[call.Value] = inputs[0];
            }
            else if (call.Layer is null)
            {
                var arguments = string.Concat(call.Arguments.Select(static a => $" {a.Name}={a.Value}"));
                _sources[call.Value] = new(
                    $"{call.Kind}{arguments}({string.Join(", ", inputs.Select(static i => i.Text))})", layers, inputs.Any(static i => i.HasUnmatched));
            }
            else if (name is null)
            {
                // Behind a layer that is new or gone, the order of the others is seen through it.
                _sources[call.Value] = new("?" + call.Value, layers, true);
            }
            else
            {
                _sources[call.Value] = new(NumberOf(call) is > 1 and var number ? $"{name}:{number}" : name, [name], false);
                if (!_takes.TryGetValue(name, out var takes))
                    _takes[name] = takes = new(StringComparer.Ordinal);
                takes.UnionWith(layers);
            }
        }
    }
}
