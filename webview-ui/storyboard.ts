import './toolkit';
import './root';
import { adoptStyles } from './styles';

adoptStyles();
if (!document.querySelector('kata-storyboard'))
  document.body.append(document.createElement('kata-storyboard'));
