using GenNet.Tool.Commands;

return GenNetCommand.Create().Parse(args).Invoke();
