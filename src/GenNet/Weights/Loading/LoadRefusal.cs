using GenNet.Weights;

namespace GenNet;

/// <summary>Says why a load is refused: everything that doesn't fit, and for each kind of it what to do.</summary>
internal sealed class LoadRefusal
{
    private const string BehaviourRemedy = $"The same weights would give other results: change the class back, or train again; LoadOptions.{nameof(LoadOptions.AllowBehaviourChange)} loads them all the same";

    private readonly List<string> _lines = [];
    private readonly LoadPlan _plan;
    private readonly LoadReport _report;

    private LoadRefusal(LoadPlan plan, LoadReport report)
    {
        _plan = plan;
        _report = report;
    }

    /// <summary>The refusal of a planned load; null if its options let everything pass.</summary>
    public static string? Of(LoadPlan plan, LoadReport report)
    {
        var refusal = new LoadRefusal(plan, report);
        refusal.AddFindings();
        return refusal._lines.Count == 0
            ? null
            : string.Join(Environment.NewLine, refusal._lines.Prepend(Head(report)));
    }

    /// <summary>The refusal of weights that got to the class, which computes something else from them.</summary>
    public static string OfBehaviour(LoadReport report) => string.Join(
        Environment.NewLine, [Head(report), .. report.BehaviourChanges.Select(static change => "  " + change), $"  → {BehaviourRemedy}."]);

    private static string Head(LoadReport report) => $"{report.File} does not fit {report.Model}; nothing was loaded.";

    private void AddFindings()
    {
        var options = _plan.Options;
        Add(_plan.UntoldNames, $"Say which version the file was saved with: LoadOptions.{nameof(LoadOptions.FromVersion)}(1) for one from before, the class's own number for one from after");
        if (!options.SkipsMismatch)
            Add(_report.Mismatched.Select(static v => v.ToString()), $"Load a file that was saved from this architecture, or change the class back; LoadOptions.{nameof(LoadOptions.SkipMismatch)} keeps what such layers have");
        if (!options.AllowsMissing && _report.Missing.Count > 0)
            Add(_plan.TakenNames, "Take that [FormerName] away if it is wrong, or say with Since from which version on it is; declare of the other layer what it is in such files: [FormerName(\"…\")] with its name there, [Reinitialized] if they have nothing for it");
        if (!options.AllowsMissing)
            Add(_report.Missing.Select(static v => v.Remark is null ? $"{v}: not in the file" : v.ToString()), $"{MissingRemedy()}; LoadOptions.{nameof(LoadOptions.AllowMissing)} keeps what such variables have");
        if (!options.AllowsUnused)
        {
            var unused = _plan.Unused.Where(array => !options.SkipsMismatch || !_plan.IsLeftWithItsLayer(array));
            Add(unused.Select(a => $"{_plan.Shown(a)}: no variable asks for it"), $"The file belongs to another or an older model: load it into that; LoadOptions.{nameof(LoadOptions.AllowUnused)} leaves such arrays");
        }
        if (!options.AllowsBehaviourChange)
        {
            Add(_plan.Contract.Astray is { } astray ? [astray] : [], $"Have the migration lead to the class, or to a version that the contract keeps and that a way leads on from; LoadOptions.{nameof(LoadOptions.AllowBehaviourChange)} takes what names alone make of the file");
            Add(_report.BehaviourChanges, BehaviourRemedy);
        }
        if (!options.AllowsBehaviourChange && _plan.Contract.IsAnotherUnseen && _report.IsComplete)
        {
            Add(
                [$"{_plan.Contract.Unchecked}: all variables fit, so what changed is what the model computes from them (an activation, an epsilon, gamma for beta), their order, or nothing that matters"],
                $"Change the class back, load the file, and save it again: such a file tells what changed. LoadOptions.{nameof(LoadOptions.AllowBehaviourChange)} loads it as it is");
        }
        var fillsNothing = _report.Loaded.Count == 0 && _plan.Model.Layers.Count > 0;
        if (fillsNothing && _plan.Variables.All(static variable => variable.State == PlannedState.NotSelected))
            Add([$"{options} names no layer with weights, so that nothing of the file is asked for"], $"Name one at least, as LoadOptions.{nameof(LoadOptions.Only)}(\"{_plan.Model.Layers[0].Present}\"), or none to load all");
        else if (fillsNothing && _lines.Count == 0)
            Add(["it has nothing for any variable of the model, and a load that fills nothing is none"], MissingRemedy());
        if (_lines.Count > 0 && _plan.PositionRefusals.Count > 0)
            _lines.InsertRange(0, [.. _plan.PositionRefusals.Select(static refusal => "  " + refusal), $"  → {PositionRemedy()}."]);
        if (_lines.Count > 0 && _report.Missing.Count > 0)
            AddWhereToLook();
        if (_lines.Count > 0 && _plan.Contract is { IsToldByTheFile: true, Saved: { } saved })
            _lines.InsertRange(0, VersionRemedy.Of(saved, _plan.Model, _report.ContractVersion));
    }

    private void AddWhereToLook()
    {
        if (_plan.FindPart() is { } part)
            _lines.Insert(0, $"  → All that is asked for is in {part}, a model among the file's layers: LoadOptions.{nameof(LoadOptions.Within)}(\"{part}\") takes it from there.");
        if (_plan.Doubts.Count == 0 && _plan.PartProblem is var (problem, remedy))
            _lines.InsertRange(0, [$"  {problem}", $"  → {remedy}."]);
        foreach (var doubt in _plan.Doubts)
        {
            _lines.InsertRange(0, [$"  {doubt}",
                "  → Save the model with its layers' names, as .keras or .weights.h5, or load the whole of the outermost model into a class that has it."]);
        }
    }

    private void Add(IEnumerable<string> findings, string remedy)
    {
        var count = _lines.Count;
        _lines.AddRange(findings.Select(static f => "  " + f));
        if (_lines.Count > count)
            _lines.Add($"  → {remedy}.");
    }

    private string MissingRemedy()
    {
        if (_plan.HasNoNames)
        {
            return $"The arrays have no names. If they are in the order of Keras' model.get_weights(), LoadOptions.{nameof(LoadOptions.ByPosition)} takes them so; with names, "
                + "numpy.savez(path, **{\"hidden/kernel\": kernel}), they are told apart";
        }
        if (_plan.IsNamedByPyTorch)
        {
            return "The arrays are named as PyTorch names them, a module for a layer: give each layer the name of its module, Name = \"…\" on its attribute, with a slash for a dot "
                + "within a model; its arrays are turned as Keras has them";
        }
        return "Save the file again from this class, or give a layer the name that it has in the file, Name = \"…\" on its attribute";
    }

    private string PositionRemedy() => _plan.PositionsWouldDo
        ? $"If the file's layers are in the model's order, LoadOptions.{nameof(LoadOptions.ByPosition)} takes them so"
        : "Give the layers names, each another, in Keras with name=\"…\" and here with Name = \"…\" on the attribute";
}
